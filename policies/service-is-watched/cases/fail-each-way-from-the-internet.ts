import { deployment, object, service } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

const onCloudRun = (name: string, more: object = {}) => ({
  type: "gcp:cloudrunv2/service:Service",
  name,
  props: { name, location: "us-central1", ...more },
});
const balanced = { ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER", invokerIamDisabled: true };

export default {
  resources: [
    onCloudRun("granted"),
    {
      type: "gcp:cloudrunv2/serviceIamMember:ServiceIamMember",
      name: "everybody",
      props: { name: "granted", role: "roles/run.invoker", member: "allUsers" },
    },
    onCloudRun("balanced", balanced),
    {
      type: "gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup",
      name: "group",
      props: { name: "group", cloudRun: { service: "balanced" } },
    },
    {
      type: "gcp:compute/backendService:BackendService",
      name: "backend",
      props: { name: "backend", backends: [{ group: UNKNOWN }] },
      propertyDependencies: { backends: ["group"] },
    },
    {
      type: "gcp:compute/uRLMap:URLMap",
      name: "map",
      props: { name: "map", defaultService: UNKNOWN },
      propertyDependencies: { defaultService: ["backend"] },
    },
    {
      type: "gcp:compute/targetHttpsProxy:TargetHttpsProxy",
      name: "proxy",
      props: { urlMap: UNKNOWN },
      propertyDependencies: { urlMap: ["map"] },
    },
    {
      type: "gcp:compute/globalForwardingRule:GlobalForwardingRule",
      name: "rule",
      props: { target: UNKNOWN, loadBalancingScheme: "EXTERNAL_MANAGED" },
      propertyDependencies: { target: ["proxy"] },
    },
    onCloudRun("mapped", { invokerIamDisabled: true }),
    {
      type: "gcp:cloudrun/domainMapping:DomainMapping",
      name: "mapping",
      props: { name: "mapped.example.com", spec: { routeName: "mapped" } },
    },
    {
      type: "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig",
      name: "up",
      props: { monitoredResource: { type: "uptime_url", labels: { host: "other.example.com" } } },
    },
    {
      type: "gcp:monitoring/alertPolicy:AlertPolicy",
      name: "alert",
      props: {
        conditions: [
          { conditionThreshold: { filter: 'metric.type="run.googleapis.com/request_count"' } },
        ],
      },
    },
    {
      type: "gcp:monitoring/slo:Slo",
      name: "slo",
      props: {
        requestBasedSli: {
          goodTotalRatio: { totalServiceFilter: 'metric.type="run.googleapis.com/request_count"' },
        },
      },
    },
    deployment(),
    { ...service(), name: "in-cluster" },
    {
      ...object("networking.k8s.io/v1:Ingress", "web", {
        spec: {
          rules: [
            {
              host: "web.example.com",
              http: { paths: [{ backend: { service: { name: "api", port: { number: 80 } } } }] },
            },
          ],
        },
      }),
    },
  ],
  findings: [
    { resource: "mapped", kind: "violation", path: "" },
    { resource: "in-cluster", kind: "violation", path: "" },
  ],
} satisfies PolicyCase;
