import type { PolicyCase } from "../../testing/policy-case";
import { addressOf, onCloudRun } from "../program.fixture";

export default {
  resources: [
    onCloudRun("api", { AUTH_URL: addressOf("auth") }),
    onCloudRun("auth", { API_URL: addressOf("api") }),
  ],
  findings: [{ resource: "api", kind: "violation", path: "template.containers[0].envs[0].value" }],
} satisfies PolicyCase;
