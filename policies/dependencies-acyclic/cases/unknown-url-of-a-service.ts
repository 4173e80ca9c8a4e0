import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import { addressOf, onCloudRun } from "../program.fixture";

export default {
  resources: [
    onCloudRun("api", { AUTH_URL: UNKNOWN }, {}, { propertyDependencies: { template: ["auth"] } }),
    onCloudRun("auth", { API_URL: addressOf("api") }),
  ],
  findings: [
    { resource: "api", kind: "undetermined", path: "template.containers[0].envs[0].value" },
  ],
} satisfies PolicyCase;
