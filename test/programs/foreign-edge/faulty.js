const gcp = require("@pulumi/gcp");
const { alert, uptime } = require("./sound");

const location = "europe-west1";

/** Every fault that the policies of this program are about. */
module.exports = (image) => {
  const secret = new gcp.secretmanager.Secret("faulty", {
    secretId: "faulty",
    replication: { auto: {} },
  });
  const service = new gcp.cloudrunv2.Service("faulty", {
    location,
    template: {
      containers: [
        {
          image,
          envs: [
            {
              name: "TOKEN",
              valueSource: { secretKeyRef: { secret: secret.secretId, version: "latest" } },
            },
          ],
        },
      ],
    },
  });

  const group = new gcp.compute.RegionNetworkEndpointGroup("faulty", {
    region: location,
    cloudRun: { service: service.name },
  });
  const backend = new gcp.compute.BackendService("faulty", {
    loadBalancingScheme: "EXTERNAL_MANAGED",
    backends: [{ group: group.id, balancingMode: "RATE" }],
    healthChecks: "projects/somebody-else/global/healthChecks/web",
    timeoutSec: 600,
    sessionAffinity: "GENERATED_COOKIE",
  });
  const routes = new gcp.compute.URLMap("faulty", { defaultService: backend.id });
  const proxy = new gcp.compute.TargetHttpProxy("faulty", { urlMap: routes.id });
  new gcp.compute.GlobalForwardingRule("faulty", { target: proxy.id, portRange: "80" });

  const network = new gcp.compute.Network("faulty", { autoCreateSubnetworks: false });
  const large = new gcp.compute.Subnetwork("faulty", {
    region: location,
    network: network.id,
    ipCidrRange: "10.20.0.0/20",
  });
  new gcp.vpcaccess.Connector("unbounded", {
    name: "unbounded",
    region: location,
    network: network.name,
    ipCidrRange: "10.9.0.0/28",
  });
  new gcp.vpcaccess.Connector("misplaced", {
    name: "misplaced",
    region: location,
    subnet: { name: large.name },
    minInstances: 2,
    maxInstances: 3,
  });

  const silent = new gcp.monitoring.NotificationChannel("faulty", {
    type: "email",
    enabled: false,
    labels: { email_address: "nobody@example.com" },
  });
  alert("unheard", {});
  alert("silenced", { notificationChannels: [silent.id] });
  uptime("blind", { httpCheck: { path: "/health", useSsl: true } });
};
