import { describe } from "vitest";
import { accepts, refuses } from "./table.fixture";
import { HOST, verify } from "./verify.fixture";
import { verifyHosts } from "./verify-hosts";

describe("the hosts of checks", () => {
  refuses(verifyHosts, [
    {
      name: "N20: a WebSocket on a host that leads nowhere, naming the nearest",
      change: verify({ websocket: { host: "stagin.netrasystems.ai", path: "/ws/health" } }),
      at: ["verify.websocket.host"],
      says: `Write "${HOST}".`,
    },
    {
      name: "N23: measurements without an edge",
      change: (file) => {
        file["holdfast:verify"] = { infrastructure: { host: HOST } };
      },
      at: ["verify.infrastructure.host"],
      says: "there is none",
    },
  ]);
  accepts(verifyHosts, [
    { name: "a host of the edge", change: verify({ infrastructure: { host: HOST } }) },
    { name: "checks of no other host", change: verify({}) },
  ]);
});
