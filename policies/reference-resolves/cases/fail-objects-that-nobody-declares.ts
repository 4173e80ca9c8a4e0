import { deployment, namespace, object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const at = "spec.template.spec";

export default {
  resources: [
    namespace(),
    deployment(
      {
        env: [
          { name: "A", valueFrom: { secretKeyRef: { name: "db", key: "URL" } } },
          { name: "B", valueFrom: { configMapKeyRef: { name: "settings", key: "URL" } } },
        ],
        envFrom: [{ secretRef: { name: "db" } }],
      },
      {
        initContainers: [{ envFrom: [{ configMapRef: { name: "settings" } }] }],
        serviceAccountName: "api",
        imagePullSecrets: [{ name: "registry" }],
        volumes: [
          { secret: { secretName: "db" } },
          { persistentVolumeClaim: { claimName: "uploads" } },
          { projected: { sources: [{ configMap: { name: "settings" } }] } },
        ],
      },
    ),
    object("autoscaling/v2:HorizontalPodAutoscaler", "scale", {
      spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "app" } },
    }),
    object("apps/v1:StatefulSet", "store", { spec: { serviceName: "store" } }),
  ],
  findings: [
    `${at}.initContainers[0].envFrom[0].configMapRef.name`,
    `${at}.containers[0].env[0].valueFrom.secretKeyRef.name`,
    `${at}.containers[0].env[1].valueFrom.configMapKeyRef.name`,
    `${at}.containers[0].envFrom[0].secretRef.name`,
    `${at}.serviceAccountName`,
    `${at}.imagePullSecrets[0].name`,
    `${at}.volumes[0].secret.secretName`,
    `${at}.volumes[1].persistentVolumeClaim.claimName`,
    `${at}.volumes[2].projected.sources[0].configMap.name`,
  ]
    .map((path): PolicyCase["findings"][number] => ({ resource: "api", kind: "violation", path }))
    .concat([
      { resource: "scale", kind: "violation", path: "spec.scaleTargetRef.name" },
      { resource: "store", kind: "violation", path: "spec.serviceName" },
    ]),
} satisfies PolicyCase;
