import { describe } from "vitest";
import { accepts, refuses } from "./table.fixture";
import { verify } from "./verify.fixture";
import { verifyBodies } from "./verify-bodies";

describe("the bodies of health paths", () => {
  refuses(verifyBodies, [
    {
      name: "A14: a service that is not declared",
      change: verify({ bodies: { backnd: { "$.redis_connected": true } } }),
      at: ["verify.bodies.backnd"],
      says: 'Write "backend".',
    },
    {
      name: "A14: a second word on what the health path says already",
      change: verify({ bodies: { backend: { "$.status": "ok" } } }),
      at: ['verify.bodies.backend["$.status"]'],
      says: "Remove it here.",
    },
  ]);
  accepts(verifyBodies, [
    {
      name: "another place in the body",
      change: verify({ bodies: { backend: { "$.redis_connected": true } } }),
    },
  ]);
});
