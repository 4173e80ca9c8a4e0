import { describe } from "vitest";
import type { Raw } from "../stack-file.fixture";
import { accepts, refuses } from "./table.fixture";
import { verify } from "./verify.fixture";
import { verifyLimits } from "./verify-limits";

describe("the limits of checks", () => {
  const rateLimit = (requests: number) => (file: Raw) => {
    file["holdfast:edge"].rateLimit = { requests };
  };
  refuses(verifyLimits, [
    {
      name: "N10: a warning that comes after the fault",
      change: verify({ limits: { certificateWarning: "5d" } }),
      at: ["verify.limits.certificateWarning"],
      says: 'at least "7d"',
    },
    {
      name: "N22: more requests than the edge admits, with the sum",
      change: verify({ availability: { requests: 100 } }, rateLimit(200)),
      at: ["verify.availability.requests"],
      says: "Set it to 85 or less, or raise edge.rateLimit.requests to 230.",
    },
  ]);
  accepts(verifyLimits, [
    { name: "as many requests as the edge admits", change: verify({}, rateLimit(230)) },
    { name: "an edge without a limit", change: verify({ availability: { requests: 1000 } }) },
    { name: "a warning at once", change: verify({ limits: { certificateWarning: "7d" } }) },
  ]);
});
