import type { PolicyCase } from "../../testing/policy-case";
import type { World } from "./setup";

const digest = `sha256:${"1".repeat(64)}`;
const exists = { kind: "exists", digest, mediaType: "application/vnd.oci.image.index.v1+json" };

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        template: {
          containers: [
            { image: "us-docker.pkg.dev/shop/images/api:1.0.0" },
            { image: `nginx:1.27@${digest}` },
          ],
        },
      },
    },
  ],
  findings: [],
  world: {
    "us-docker.pkg.dev/shop/images/api:1.0.0": exists,
    [`docker.io/library/nginx:1.27@${digest}`]: exists,
  } as World,
} satisfies PolicyCase;
