import { deployment, namespace, object, secret } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const uses = (...names: readonly string[]) => ({
  envFrom: names.map((name) => ({ secretRef: { name } })),
});

export default {
  resources: [
    namespace(),
    object("cert-manager.io/v1:Certificate", "web", { spec: { secretName: "web-tls" } }),
    object("external-secrets.io/v1:ExternalSecret", "db", {
      spec: { target: { name: "db-login" } },
    }),
    object("external-secrets.io/v1:ExternalSecret", "cache", { spec: {} }),
    object("bitnami.com/v1alpha1:SealedSecret", "sealed"),
    object("secrets-store.csi.x-k8s.io/v1:SecretProviderClass", "vault", {
      spec: { secretObjects: [{ secretName: "mounted" }] },
    }),
    secret(
      "shared",
      {},
      {
        namespace: "infrastructure",
        annotations: { "reflector.v1.k8s.emberstack.com/reflection-allowed": "true" },
      },
    ),
    object(
      "networking.k8s.io/v1:Ingress",
      "web",
      {
        spec: { tls: [{ secretName: "issued" }] },
      },
      { annotations: { "cert-manager.io/cluster-issuer": "letsencrypt" } },
    ),
    object("apps/v1:StatefulSet", "db", {
      spec: { volumeClaimTemplates: [{ metadata: { name: "data" } }] },
    }),
    deployment(uses("web-tls", "db-login", "cache", "sealed", "mounted", "shared", "issued"), {
      serviceAccountName: "default",
      volumes: [
        { configMap: { name: "kube-root-ca.crt" } },
        { persistentVolumeClaim: { claimName: "data-db-0" } },
        { csi: { volumeAttributes: { secretProviderClass: "vault" } } },
      ],
    }),
    object("rbac.authorization.k8s.io/v1:RoleBinding", "view", {
      subjects: [{ kind: "ServiceAccount", name: "default" }],
      roleRef: { kind: "ClusterRole", name: "view" },
    }),
  ],
  findings: [],
} satisfies PolicyCase;
