import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseImageList } from "../../offline/registry/image-list";
import { openSession, type PulumiResult, type Session } from "../../offline/session";

const program = join(__dirname, "..", "..");
const stackFile = readFileSync(
  join(__dirname, "..", "cluster", "stack-files", "everything-on-gke.yaml"),
  "utf8",
);
const repository = "us-central1-docker.pkg.dev/shop-production/shop";
const images = parseImageList(
  `images:
  - { repository: ${repository}/api, tags: ["1.4.2"], user: "10001", entrypoint: [/api], ports: [8000] }
  - { repository: ${repository}/accounts, tags: ["1.0.0"], user: "10001", entrypoint: [/accounts], ports: [8000] }
  - { repository: docker.io/edoburu/pgbouncer, tags: [v1.25.2-p0], user: postgres, entrypoint: [/entrypoint.sh], command: [/usr/bin/pgbouncer, /etc/pgbouncer/pgbouncer.ini], ports: [5432] }
  - { repository: ${repository}/worker, tags: ["1.0.0"], user: "10001", entrypoint: [/worker], ports: [9000] }
  - { repository: ${repository}/site, tags: ["1.0.0"], user: "10001", entrypoint: [/site], ports: [3000] }
  - { repository: docker.io/library/postgres, tags: [16.6-alpine, 17.6-alpine], entrypoint: [docker-entrypoint.sh], command: [postgres], ports: [5432] }
  - { repository: docker.io/library/redis, tags: [7.4.1-alpine, 7.4.5-alpine], entrypoint: [docker-entrypoint.sh], command: [redis-server], ports: [6379] }
  - { repository: docker.io/library/busybox, tags: ["1.37.0"], command: [sh] }
  - { repository: us-docker.pkg.dev/cloud-ops-agents-artifacts/google-cloud-opentelemetry-collector/otelcol-google, tags: [0.156.0], user: "10001", entrypoint: [/otelcol-google], command: ["--config=/etc/otelcol-google/config.yaml"], ports: [4317, 4318] }
  - { repository: docker.io/timescale/timescaledb, tags: [2.17.2-pg16], entrypoint: [docker-entrypoint.sh], command: [postgres], ports: [5432] }`,
  "images",
);

let session: Session;

beforeAll(async () => {
  session = await openSession({ images });
});

afterAll(async () => {
  await session?.close();
});

/** A run of the stack, for the policies with these objects of others. */
function run(command: readonly string[], elsewhere: readonly string[]): Promise<PulumiResult> {
  const policies = { "reference-resolves": { elsewhere } };
  return session.pulumi(command, { program, stack: "everything", stackFile, policies });
}

const kept = ["Secret/shop-data/metrics-certificate"];

const violated = ({ results }: PulumiResult) =>
  results
    .filter(({ result }) => result === "violated")
    .map(({ policy, urn }) => `${policy} ${urn.split("::").at(-1)}`);

it("a stack with everything that GKE can run breaks no policy", async () => {
  const result = await run(["preview"], kept);
  expect(violated(result)).toEqual([]);
  expect(result.code, result.stdout + result.stderr).toBe(0);
});

it("fails for the one thing that others keep for it, until the pack is told of it", async () => {
  const result = await run(["preview"], []);
  expect(violated(result).sort()).toEqual([
    "reference-resolves metrics",
    "reference-resolves metrics-pooler",
  ]);
  expect(result.code).not.toBe(0);
});

it("it breaks none when it is deployed and every value is known", async () => {
  const result = await run(["up", "--yes", "--skip-preview"], kept);
  expect(violated(result)).toEqual([]);
  expect(result.code, result.stdout + result.stderr).toBe(0);
});
