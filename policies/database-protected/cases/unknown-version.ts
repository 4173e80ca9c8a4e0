import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import { postgres } from "../sound.fixture";

export default {
  resources: [postgres({ instance: { databaseVersion: UNKNOWN } })],
  findings: [{ kind: "undetermined", path: "databaseVersion" }],
} satisfies PolicyCase;
