import {
  envs,
  hostOfDatabase,
  pinned,
  pooled,
  postgres,
} from "../../models/connection/program.fixture";
import { planned } from "../../models/network/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const containers = [
  { image: "api:1.0.0", envs: [...envs({ DB_POOL_SIZE: "10" }), hostOfDatabase] },
];

export default {
  resources: [
    postgres(pinned("83")),
    pooled({ scaling: { maxInstanceCount: 1 }, variables: { DB_POOL_SIZE: "10" } }),
    planned(
      "gcp:cloudrun/service:Service",
      "old",
      {
        name: "old",
        template: {
          metadata: { annotations: { "autoscaling.knative.dev/maxScale": "1" } },
          spec: { containers },
        },
      },
      { template: ["db"] },
    ),
    planned(
      "gcp:cloudrunv2/job:Job",
      "migrate",
      { name: "migrate", template: { taskCount: 5, parallelism: 2, template: { containers } } },
      { template: ["db"] },
    ),
    planned(
      "gcp:cloudrunv2/workerPool:WorkerPool",
      "consumer",
      { name: "consumer", scaling: { manualInstanceCount: 1 }, template: { containers } },
      { template: ["db"] },
    ),
  ],
  findings: [],
} satisfies PolicyCase;
