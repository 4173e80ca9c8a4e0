import { parseStackFile } from "../../config/parse";
import { goodFile, goodService, type Raw } from "../../config/stack-file.fixture";
import type { VerificationPlan } from "../plan";
import { verificationPlan } from "../verification-plan";
import { USER } from "./application";

/** The host on which everything is checked. */
export const HOST = "staging.netrasystems.ai";
/** A second host, of which only health is checked. */
export const API_HOST = "api-staging.netrasystems.ai";

/** A stack file whose edge and checks are those of Netra's staging. */
export function checkedFile(): Raw {
  const file = goodFile();
  file["holdfast:services"].auth = { ...goodService(), health: { path: "/health" } };
  file["holdfast:secrets"] = {
    ...file["holdfast:secrets"],
    "verification-password": { generate: {} },
  };
  file["holdfast:edge"] = {
    certificate: { domain: "netrasystems.ai" },
    hosts: {
      [HOST]: { service: "backend", routes: { "/auth": "auth" } },
      [API_HOST]: { service: "backend" },
    },
  };
  file["holdfast:verify"] = {
    bodies: { backend: { "$.redis_connected": true } },
    availability: { requests: 10 },
    websocket: { host: HOST, path: "/ws/health", attempts: 2 },
    infrastructure: { host: HOST },
    goldenPath: {
      host: HOST,
      login: {
        path: "/auth/login",
        user: USER.email,
        passwordSecret: "verification-password",
      },
      message: JSON.stringify({ type: "chat", text: "ping" }),
      answer: { jsonPath: "$.type", equals: "answer" },
    },
  };
  return file;
}

/** The plan of that stack file, after a change of the file. Its secrets count as encrypted. */
export function planAfter(change: (file: Raw) => void = () => undefined): VerificationPlan {
  const file = checkedFile();
  change(file);
  const result = parseStackFile(file, {
    stack: "staging",
    secretKeys: new Set(["holdfast:secrets"]),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2));
  return verificationPlan(result.configuration);
}
