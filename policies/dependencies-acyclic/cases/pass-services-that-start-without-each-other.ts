import type { PolicyCase } from "../../testing/policy-case";
import { addressOf, onCloudRun, workload } from "../program.fixture";

const annotations = (names: string) => ({
  annotations: { "holdfast.dev/optional-dependencies": names },
});

export default {
  resources: [
    ...workload("api", { WORKER_URL: "http://worker" }),
    ...workload("worker", { API_URL: "http://api" }, { metadata: annotations("mail, api") }),
    onCloudRun("shop", { PAYMENTS_URL: addressOf("payments") }),
    onCloudRun("payments", { SHOP_URL: addressOf("shop") }, annotations("shop")),
    ...workload("one", { OTHER_URL: "http://other" }),
    ...workload("other", { ONE_URL: "http://one" }),
  ],
  options: { optional: ["backend/one -> backend/oth*"] },
  findings: [],
} satisfies PolicyCase;
