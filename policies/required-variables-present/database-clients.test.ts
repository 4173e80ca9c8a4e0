import { describe, expect, it } from "vitest";
import type { StackResource } from "../framework/policy";
import { Unknown } from "../framework/value";
import { ObjectIndex } from "../models/kubernetes/object-index";
import { stackResource } from "../testing/stack-resource";
import { checkDatabaseClients } from "./database-clients";

const unknown = new Unknown("is known only after deployment");

function found(...stack: readonly StackResource[]): string[] {
  return checkDatabaseClients(stack, ObjectIndex.of(stack)).map(
    ({ subject, finding }) => `${finding.kind}: ${subject} ${finding.path} ${finding.message}`,
  );
}

function workload(kind: string, name: string, container: object, pod: object = {}): StackResource {
  const labels = { app: name };
  const containers = [{ name, image: "shop/app:1", ...container }];
  const template = { metadata: { labels }, spec: { containers, ...pod } };
  return stackResource(`kubernetes:apps/v1:${kind}`, name, {
    metadata: { name },
    spec: { selector: { matchLabels: labels }, template } as never,
  });
}

const variable = (name: string, value: unknown = "it") => ({ name, value });
const from = (name: string) => ({ name, valueFrom: { secretKeyRef: { name: "db", key: "p" } } });

const service = stackResource("kubernetes:core/v1:Service", "db", {
  metadata: { name: "db" },
  spec: { selector: { app: "db" }, ports: [{ port: 5432 }] },
});
const server = (...env: object[]) =>
  workload("StatefulSet", "db", { image: "postgres:17", env, ports: [{ containerPort: 5432 }] });
const database = [service, server(from("POSTGRES_PASSWORD"))] as const;
const client = (container: object, pod: object = {}) =>
  workload("Deployment", "api", container, pod);
const host = variable("PGHOST", "db");

describe("P2: a client of a database", () => {
  it("fails with the host alone, in either order", () => {
    const expected = [
      'violation: Deployment "api" spec.template.spec.containers[0].env[0].value names the host of StatefulSet "db", which lets nobody in without a password, and no variable, URL, file or argument gives the workload one. Take it from the Secret that the server takes it from, as in a variable PGPASSWORD with a secretKeyRef.',
    ];
    expect(found(...database, client({ env: [host, variable("PGUSER", "app")] }))).toEqual(
      expected,
    );
    expect(found(client({ env: [host] }), ...database)).toEqual(expected);
  });

  it("fails with its host and user from a Secret, without the password beside them", () => {
    const held = stackResource("kubernetes:core/v1:Secret", "db", {
      metadata: { name: "db" },
      stringData: { p: "db" },
    });
    expect(
      found(held, ...database, client({ env: [from("PGHOST"), from("PGUSER")] })),
    ).toHaveLength(1);
  });

  it("fails beside a container that waits for the server", () => {
    const wait = { name: "wait", image: "busybox:1", command: ["sh", "-c", "nc -z db 5432"] };
    expect(found(...database, client({ env: [host] }, { initContainers: [wait] }))).toHaveLength(1);
    const sidecar = { ...wait, command: ["pg_isready"], env: [host] };
    const containers = [{ name: "api", image: "shop/app:1" }, sidecar];
    expect(found(...database, client({}, { containers }))).toEqual([]);
    const named = { ...wait, command: ["/nc-server"], env: [host] };
    expect(found(...database, client({}, { containers: [named] }))).toHaveLength(1);
  });

  it("fails with a URL without a password, and of Cloud SQL", () => {
    const url = variable("DATABASE_URL", "postgresql://app@db:5432/shop");
    expect(found(...database, client({ env: [url] }))).toHaveLength(1);
    const instance = stackResource(
      "gcp:sql/databaseInstance:DatabaseInstance",
      "main",
      {},
      {
        outputs: { privateIpAddress: "10.64.0.3" },
      },
    );
    expect(found(instance, client({ env: [variable("DB_HOST", "10.64.0.3")] }))).toHaveLength(1);
  });

  it.each<[string, object, object?]>([
    ["its password", { env: [host, from("PGPASSWORD")] }],
    ["a password of another name", { env: [host, from("DB_PW")] }],
    ["something of a Secret, whatever its name", { env: [host, from("DB_KEY")] }],
    ["a URL with it", { env: [host, variable("DATABASE_URL", "postgresql://a:b@db/c")] }],
    ["a URL that is not known", { env: [host, variable("DATABASE_URL", unknown)] }],
    ["a file with it", { env: [host, variable("PGPASSFILE", "/run/pgpass")] }],
    ["all of a Secret made elsewhere", { env: [host], envFrom: [{ secretRef: { name: "x" } }] }],
    ["a volume with secrets", { env: [host] }, { volumes: [{ secret: { secretName: "x" } }] }],
    ["a token of its account", { env: [host, variable("PGUSER", "api@p.iam")] }],
    [
      "a user that is not known, which may be its account",
      { env: [host, variable("PGUSER", unknown)] },
    ],
    ["a switch for such tokens", { env: [host, variable("DB_IAM", "true")] }],
    ["variables of which none can be read", { env: [host], envFrom: unknown }],
    ["variables of which some cannot be read", { env: [host], envFrom: [unknown] }],
    ["a certificate", { env: [host, variable("PGSSLCERT", "/tls.crt")] }],
    ["an argument with it", { env: [host], args: ["--password=hunter22"] }],
    ["a script that reads it", { env: [host], command: ["sh", "-c", "PGPASSWORD=$(cat p) app"] }],
    ["an argument that is not known", { env: [host], args: ["--verbose", unknown] }],
    ["a volume of a driver", { env: [host] }, { volumes: [{ csi: { driver: "d" } }] }],
    ["a volume of several sources", { env: [host] }, { volumes: [{ projected: {} }] }],
    ["volumes that are not known", { env: [host] }, { volumes: unknown }],
    [
      "the host before it runs alone",
      {},
      { initContainers: [{ name: "migrate", image: "shop/app:1", env: [host] }] },
    ],
    [
      "a question alone",
      { env: [host], command: ["sh", "-c", "until pg_isready; do sleep 1; done"] },
    ],
    ["a proxy for others", { env: [host], image: "shop/sql-proxy:1" }],
    ["an image that is not known", { env: [host], image: unknown }],
    ["another host", { env: [variable("PGHOST", "elsewhere.example.com")] }],
    ["nothing of it", {}],
  ])("passes with %s", (_, container, pod) => {
    expect(found(...database, client(container, pod))).toEqual([]);
  });

  it("passes where an annotation has somebody put secrets in, and fails with others", () => {
    const annotated = (annotations: object) => {
      const made = client({ env: [host] });
      const { spec } = made.props as never as { spec: { template: { metadata: object } } };
      const metadata = { ...spec.template.metadata, annotations };
      const props = { ...made.props, spec: { ...spec, template: { ...spec.template, metadata } } };
      return found(...database, { ...made, props, inputs: props } as never);
    };
    expect(annotated({ "vault.hashicorp.com/agent-inject": "true" })).toEqual([]);
    expect(annotated({ "example.com/password-from": "store" })).toEqual([]);
    expect(annotated({ "prometheus.io/scrape": "true" })).toHaveLength(1);
  });

  it("fails with volumes that hold no secrets", () => {
    const volumes = [{ emptyDir: {} }, { persistentVolumeClaim: { claimName: "data" } }];
    expect(found(...database, client({ env: [host] }, { volumes }))).toHaveLength(1);
  });

  it("passes where its account may log in to Cloud SQL, or nothing tells", () => {
    const judged = (databaseFlags: unknown) =>
      found(
        stackResource(
          "gcp:sql/databaseInstance:DatabaseInstance",
          "main",
          { settings: { databaseFlags } as never },
          { outputs: { privateIpAddress: "10.64.0.3" } },
        ),
        client({ env: [variable("DB_HOST", "10.64.0.3"), variable("DB_DIAMOND", "true")] }),
      );
    const flag = (name: unknown, value: unknown) => [{ name, value }];
    expect(judged(flag("cloudsql.iam_authentication", "on"))).toEqual([]);
    expect(judged(flag("cloudsql_iam_authentication", unknown))).toEqual([]);
    expect(judged(flag(unknown, "on"))).toEqual([]);
    expect(judged(unknown)).toEqual([]);
    expect(judged(flag("cloudsql.iam_authentication", "off"))).toHaveLength(1);
    expect(judged(flag("max_connections", "100"))).toHaveLength(1);
  });

  it("passes where the server lets everybody in, or nothing tells", () => {
    const open = [from("POSTGRES_PASSWORD"), variable("POSTGRES_HOST_AUTH_METHOD", "trust")];
    expect(found(service, server(...open), client({ env: [host] }))).toEqual([]);
    expect(found(service, server(), client({ env: [host] }))).toEqual([]);
    expect(found(service, server(variable("TZ", "UTC")), client({ env: [host] }))).toEqual([]);
  });
});
