import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "api",
      props: { name: "api", ingress: "INGRESS_TRAFFIC_ALL" },
    },
    {
      type: "gcp:cloudrunv2/serviceIamMember:ServiceIamMember",
      name: "everybody",
      props: { name: "api", role: "roles/run.invoker", member: "allUsers" },
    },
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "inner",
      props: { name: "inner", ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY", invokerIamDisabled: true },
    },
  ],
  findings: [{ resource: "api", kind: "violation", path: "" }],
} satisfies PolicyCase;
