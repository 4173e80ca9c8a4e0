import { describe } from "vitest";
import { goodEdge, type Raw } from "../stack-file.fixture";
import { accepts, refuses } from "./table.fixture";
import { uptimeHeaders } from "./uptime-headers";

const observability = {
  channels: { oncall: { type: "email", address: "oncall@example.com" } },
  escalation: { warning: ["oncall"], critical: ["oncall"] },
};

/** A host that leads to `backend`, whose health demands a secret that only Secret Manager knows. */
const asked = (file: Raw) => {
  file["holdfast:edge"] = goodEdge();
  file["holdfast:observability"] = observability;
  file["holdfast:secrets"]["signing-key"] = { existing: { version: 1 } };
  file["holdfast:services"].backend.health.headers = { "X-API-Key": { secret: "signing-key" } };
};

describe("P4: secrets in headers that an uptime check sends", () => {
  refuses(uptimeHeaders, [
    {
      name: "a secret that only Secret Manager knows, for what an uptime check sends",
      change: asked,
      at: ["services.backend.health.headers.X-API-Key"],
      says: "startup.path",
    },
  ]);

  accepts(uptimeHeaders, [
    {
      name: "a generated secret",
      change: (file) => {
        asked(file);
        file["holdfast:secrets"]["signing-key"] = { generate: {} };
      },
    },
    {
      name: "the same secret of a service to which no host leads",
      change: (file) => {
        asked(file);
        delete file["holdfast:edge"];
      },
    },
    {
      name: "the same secret where nobody watches",
      change: (file) => {
        asked(file);
        delete file["holdfast:observability"];
      },
    },
    {
      name: "the same secret of the startup probe alone",
      change: (file) => {
        asked(file);
        const { health, startup } = file["holdfast:services"].backend;
        startup.headers = health.headers;
        health.headers = {};
      },
    },
  ]);
});
