import type { CaseResource } from "../../testing/policy-case";

/** What a test may say of an object beside its fields. */
type More = Partial<Pick<CaseResource, "outputs" | "propertyDependencies">>;

/** An object of Kubernetes in the namespace `backend`, whose name in the program is its name. */
export function object(
  type: string,
  name: string,
  fields: object = {},
  metadata: object = {},
  more: More = {},
): CaseResource {
  return {
    type: `kubernetes:${type}`,
    name,
    props: { metadata: { name, namespace: "backend", ...metadata }, ...fields },
    ...more,
  };
}

/** The Namespace `backend`, or another. */
export function namespace(name = "backend"): CaseResource {
  return { type: "kubernetes:core/v1:Namespace", name, props: { metadata: { name } } };
}

/** A Secret with these texts. */
export function secret(name: string, stringData: object = {}, metadata: object = {}): CaseResource {
  return object("core/v1:Secret", name, { stringData }, metadata);
}

/** A ConfigMap with these texts. */
export function configMap(name: string, data: object = {}, metadata: object = {}): CaseResource {
  return object("core/v1:ConfigMap", name, { data }, metadata);
}

/** A Deployment `api` of one container, whose pods have the label `app: api`. */
export function deployment(
  container: object = {},
  pod: object = {},
  more: More = {},
): CaseResource {
  return object(
    "apps/v1:Deployment",
    "api",
    {
      spec: {
        selector: { matchLabels: { app: "api" } },
        template: {
          metadata: { labels: { app: "api" } },
          spec: {
            containers: [{ name: "api", image: "example.com/api:1.0.0", ...container }],
            ...pod,
          },
        },
      },
    },
    {},
    more,
  );
}

/** A Service `api` for the pods of {@link deployment}, from port 80 to 8000. */
export function service(spec: object = {}, name = "api"): CaseResource {
  return object("core/v1:Service", name, {
    spec: {
      selector: { app: "api" },
      ports: [{ name: "http", port: 80, targetPort: 8000 }],
      ...spec,
    },
  });
}
