import {
  configMap,
  deployment,
  namespace,
  object,
  secret,
  service,
} from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    namespace(),
    secret("db", { DATABASE_URL: "postgresql://db:5432/app", "tls.crt": "x" }),
    secret("registry"),
    configMap("settings", { LOG_LEVEL: "info", "app.yaml": "a: 1" }),
    object("core/v1:ServiceAccount", "api", { imagePullSecrets: [{ name: "registry" }] }),
    object("core/v1:PersistentVolumeClaim", "uploads"),
    deployment(
      {
        env: [
          {
            name: "DATABASE_URL",
            valueFrom: { secretKeyRef: { name: "db", key: "DATABASE_URL" } },
          },
          { name: "LEVEL", valueFrom: { configMapKeyRef: { name: "settings", key: "LOG_LEVEL" } } },
          { name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
        ],
        envFrom: [{ secretRef: { name: "db" } }, { configMapRef: { name: "settings" } }],
      },
      {
        serviceAccountName: "api",
        imagePullSecrets: [{ name: "registry" }],
        volumes: [
          { name: "a", secret: { secretName: "db", items: [{ key: "tls.crt", path: "crt" }] } },
          { name: "b", configMap: { name: "settings", items: [{ key: "app.yaml", path: "a" }] } },
          { name: "c", persistentVolumeClaim: { claimName: "uploads" } },
          { name: "d", projected: { sources: [{ secret: { name: "db" } }] } },
          { name: "e", emptyDir: {} },
        ],
      },
    ),
    service(),
    object("apps/v1:StatefulSet", "db", {
      spec: { serviceName: "api", template: { spec: { containers: [] } } },
    }),
    object("autoscaling/v2:HorizontalPodAutoscaler", "api", {
      spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api" } },
    }),
    object("networking.k8s.io/v1:Ingress", "web", {
      spec: {
        defaultBackend: { service: { name: "api", port: { name: "http" } } },
        rules: [
          { http: { paths: [{ backend: { service: { name: "api", port: { number: 80 } } } }] } },
        ],
        tls: [{ secretName: "db" }],
      },
    }),
    object("gateway.networking.k8s.io/v1:Gateway", "web", {
      spec: { listeners: [{ name: "https", tls: { certificateRefs: [{ name: "db" }] } }] },
    }),
    object("gateway.networking.k8s.io/v1:HTTPRoute", "web", {
      spec: {
        parentRefs: [{ name: "web", sectionName: "https" }],
        rules: [{ backendRefs: [{ name: "api", port: 80 }] }],
      },
    }),
    object("rbac.authorization.k8s.io/v1:Role", "reader"),
    object("rbac.authorization.k8s.io/v1:RoleBinding", "reader", {
      subjects: [
        { kind: "ServiceAccount", name: "api" },
        { kind: "User", name: "anna" },
      ],
      roleRef: { kind: "Role", name: "reader" },
    }),
  ],
  findings: [],
} satisfies PolicyCase;
