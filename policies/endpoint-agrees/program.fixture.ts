import { type CaseResource, secret } from "../testing/policy-case";

/** Texts of a ConfigMap or Secret by key. */
export type Texts = Readonly<Record<string, unknown>>;

/** The namespace of everything that says nothing else. */
export const NAMESPACE = "aia-system";

/** A Secret. */
export function secretOf(texts: Texts, name = "aia-secrets", namespace = NAMESPACE): CaseResource {
  return {
    type: "kubernetes:core/v1:Secret",
    name,
    props: {
      metadata: { name, namespace },
      stringData: Object.fromEntries(
        Object.entries(texts).map(([key, text]) => [
          key,
          typeof text === "string" ? secret(text) : text,
        ]),
      ),
    },
  };
}

/** A ConfigMap. */
export function configMapOf(data: Texts, name = "aia-config", namespace = NAMESPACE): CaseResource {
  return {
    type: "kubernetes:core/v1:ConfigMap",
    name,
    props: { metadata: { name, namespace }, data },
  };
}

/** Takes all keys of a Secret as variables. */
export const fromSecret = (name = "aia-secrets") => ({ secretRef: { name } });

/** Takes all keys of a ConfigMap as variables. */
const fromConfigMap = (name = "aia-config") => ({ configMapRef: { name } });

/** A Deployment of one container; by default with all keys of the Secret and the ConfigMap as variables. */
export function deploymentOf(container: object = {}, pod: object = {}): CaseResource {
  return {
    type: "kubernetes:apps/v1:Deployment",
    name: "api",
    props: {
      metadata: { name: "api", namespace: NAMESPACE },
      spec: {
        template: {
          metadata: { labels: { app: "api" } },
          spec: {
            containers: [
              {
                name: "api",
                image: "registry.example.com/aia-agent-executor:1.0.0",
                envFrom: [fromSecret(), fromConfigMap()],
                ...container,
              },
            ],
            ...pod,
          },
        },
      },
    },
  };
}

/** Variables with literal values. */
export function env(variables: Texts): object[] {
  return Object.entries(variables).map(([name, value]) => ({ name, value }));
}

/** A Service, by default of the pods with a label `app` of its name. */
export function serviceOf(name: string, spec: object = {}, namespace = NAMESPACE): CaseResource {
  return {
    type: "kubernetes:core/v1:Service",
    name,
    props: {
      metadata: { name, namespace },
      spec: { selector: { app: name }, ports: [{ port: 5432 }], ...spec },
    },
  };
}

/** The path of the container of {@link deploymentOf}. */
export const CONTAINER = "spec.template.spec.containers[0]";
