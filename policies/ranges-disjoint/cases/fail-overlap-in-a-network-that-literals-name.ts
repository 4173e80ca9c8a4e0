import { subnetwork } from "../../models/network/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    subnetwork("one", { network: "projects/shop/global/networks/shared" }, ""),
    subnetwork(
      "two",
      {
        ipCidrRange: "10.0.0.128/25",
        network: "https://www.googleapis.com/compute/v1/projects/shop/global/networks/shared",
      },
      "",
    ),
  ],
  findings: [{ resource: "two", kind: "violation", path: "ipCidrRange" }],
} satisfies PolicyCase;
