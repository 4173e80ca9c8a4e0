import { planned } from "../../models/network/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    planned("gcp:sql/databaseInstance:DatabaseInstance", "db", {
      name: "db",
      settings: {
        ipConfiguration: {
          ipv4Enabled: false,
          privateNetwork: "projects/shop/global/networks/shared",
        },
      },
    }),
  ],
  findings: [],
} satisfies PolicyCase;
