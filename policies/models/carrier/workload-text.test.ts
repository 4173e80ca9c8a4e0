import { describe, expect, it } from "vitest";
import { type Data, Unknown } from "../../framework/value";
import { readWorkloads } from "../workload/read-workloads";
import { imageName, readContainerTexts } from "./workload-text";

const UNKNOWN = new Unknown("is known only after deployment");

function read(type: string, props: { readonly [key: string]: Data }) {
  const [workload] = readWorkloads({ type, name: "it", props });
  const [container] = workload?.containers ?? [];
  if (workload === undefined || container === undefined) {
    throw new Error("The test reads no container.");
  }
  return { container, texts: readContainerTexts(container, workload) };
}

const readPod = (container: Data) =>
  read("kubernetes:core/v1:Pod", { spec: { containers: [container] } });

const connected = (container: Data) =>
  readPod(container)
    .texts.endpoints.filter(({ endpoint }) => endpoint.use === "connect")
    .map(({ path, endpoint }) => `${path} ${endpoint.host}:${endpoint.ports.join("|")}`);

describe("readContainerTexts", () => {
  it("takes the port from the variable beside the host", () => {
    const env = [
      { name: "DB_PORT", value: "5433" },
      { name: "DB_HOST", value: "localhost" },
    ];
    expect(connected({ env })).toEqual(["spec.containers[0].env[1].value localhost:5433"]);
  });

  it("knows no port where the variable beside the host comes from elsewhere", () => {
    const env = [
      { name: "PGHOST", value: "localhost" },
      { name: "PGPORT", valueFrom: { secretKeyRef: { name: "s", key: "k" } } },
    ];
    expect(connected({ env })).toEqual(["spec.containers[0].env[0].value localhost:"]);
  });

  it("puts earlier variables in place of references to them", () => {
    const env = [
      { name: "H", value: "localhost" },
      { name: "DATABASE_URL", value: "postgres://u:p@$(H):5432/db" },
      { name: "OTHER_URL", value: "postgres://u:p@$(MISSING):5432/db" },
      { name: "TEXT_URL", value: "postgres://u:p@$$(H):5432/db" },
    ];
    expect(connected({ env, args: ["--dsn=postgres://$(H)/db"] })).toEqual([
      "spec.containers[0].env[1].value localhost:5432",
      "spec.containers[0].args[0] localhost:5432",
    ]);
  });

  it("puts variables into scripts", () => {
    const env = [{ name: "H", value: "localhost" }];
    const command = ["sh", "-c", `psql -h "$H" && curl http://$\{H}:81`];
    expect(connected({ env, command })).toEqual([
      "spec.containers[0].command[2] localhost:5432",
      "spec.containers[0].command[2] localhost:81",
    ]);
  });

  it("reads command and arguments as one", () => {
    expect(connected({ command: ["psql"], args: ["-h", "localhost"] })).toEqual([
      "spec.containers[0].args[1] localhost:5432",
    ]);
    expect(
      connected({ image: "redis:7", command: ["redis-cli", "-h"], args: ["localhost"] }),
    ).toEqual(["spec.containers[0].args[0] localhost:6379"]);
  });

  it("spells the command as Cloud Run does", () => {
    const template = { containers: [{ commands: ["app", "--db-host=localhost"] }] };
    const { texts } = read("gcp:cloudrunv2/service:Service", { template });
    expect(texts.endpoints.map(({ path }) => path)).toEqual(["template.containers[0].commands[1]"]);
  });

  it("says what cannot be read, and reads what stands beside it", () => {
    const env = [{ name: "A", value: UNKNOWN }, { name: "DB_HOST", value: "localhost" }, UNKNOWN];
    const { texts } = readPod({ env, command: UNKNOWN, args: [UNKNOWN, "--redis-host=localhost"] });
    const { reason } = UNKNOWN;
    expect(texts.unread).toEqual([
      { path: "spec.containers[0].env[0].value", reason, variable: "A" },
      { path: "spec.containers[0].env", reason },
      { path: "spec.containers[0].command", reason },
      { path: "spec.containers[0].args[0]", reason },
    ]);
    expect(texts.endpoints.map(({ path }) => path)).toEqual([
      "spec.containers[0].env[1].value",
      "spec.containers[0].args[1]",
    ]);
  });

  it("reads files in arguments", () => {
    const args = ['--config={"db": {"host": "localhost"}}', '{"redis": {"host": "localhost"}}'];
    expect(readPod({ args }).texts.endpoints).toMatchObject([
      { path: "spec.containers[0].args[0]", at: "db.host" },
      { path: "spec.containers[0].args[1]", at: "redis.host" },
    ]);
  });

  it("reads files in variables", () => {
    const env = [{ name: "CONFIG", value: '{"db":{"host":"localhost"}}' }];
    expect(readPod({ env }).texts.endpoints).toMatchObject([{ at: "db.host" }]);
  });
});

describe("imageName", () => {
  it.each([
    ["redis", "redis"],
    ["docker.io/bitnami/Redis:7", "redis"],
    ["localhost:5000/a/b:1.2@sha256:abc", "b"],
    [UNKNOWN, undefined],
    [undefined, undefined],
  ])("of %s is %s", (image, name) => {
    expect(imageName(readPod({ image }).container)).toBe(name);
  });
});
