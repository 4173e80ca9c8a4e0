import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "api",
      props: { name: "api", template: { containers: [{ image: "a" }] } },
    },
    {
      type: "gcp:cloudrunv2/serviceIamMember:ServiceIamMember",
      name: "open",
      props: { name: "api", role: "roles/run.invoker", member: "allUsers" },
    },
  ],
  findings: [
    { resource: "api", kind: "violation", path: "template.serviceAccount" },
    { resource: "open", kind: "violation", path: "member" },
  ],
} satisfies PolicyCase;
