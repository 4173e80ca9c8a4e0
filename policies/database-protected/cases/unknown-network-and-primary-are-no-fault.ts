import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import { ABSENT, postgres } from "../sound.fixture";

export default {
  resources: [
    postgres({ addresses: { privateNetwork: UNKNOWN } }),
    postgres({
      name: "replica",
      instance: { masterInstanceName: UNKNOWN },
      settings: { backupConfiguration: ABSENT },
    }),
  ],
  findings: [],
} satisfies PolicyCase;
