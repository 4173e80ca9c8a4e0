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
    {
      name: "A14: a text of more bytes than an uptime check compares",
      change: verify({ bodies: { backend: { "$.words": "ü".repeat(512) } } }),
      at: ['verify.bodies.backend["$.words"]'],
      says: "at most 1024 bytes",
    },
  ]);
  accepts(verifyBodies, [
    {
      name: "another place in the body",
      change: verify({ bodies: { backend: { "$.redis_connected": true } } }),
    },
    {
      name: "a text of as many bytes as an uptime check compares",
      change: verify({ bodies: { backend: { "$.words": "ü".repeat(511) } } }),
    },
  ]);
});
