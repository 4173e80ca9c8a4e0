import { type Change, goodEdge } from "../stack-file.fixture";
import { edgeRateLimit } from "./edge-rate-limit";
import { accepts, refuses } from "./table.fixture";

const limit =
  (rateLimit: object): Change =>
  (file) => {
    file["holdfast:edge"] = { ...goodEdge(), rateLimit };
  };

refuses(edgeRateLimit, [
  {
    name: "more requests than a ban can follow",
    change: limit({ requests: 10_001, banDuration: "600s" }),
    at: ["edge.rateLimit.requests"],
    says: "from 1 to 10000",
  },
]);

accepts(edgeRateLimit, [
  {
    name: "the most that a ban can follow",
    change: limit({ requests: 10_000, banDuration: "10m" }),
  },
  { name: "more without a ban", change: limit({ requests: 1_000_000 }) },
]);
