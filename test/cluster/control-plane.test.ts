import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { startControlPlane } from "./control-plane";

beforeAll(async () => {
  // Builds what the PATH does not have, for which a test has no time.
  await (await startControlPlane()).stop();
});

afterEach(() => vi.unstubAllEnvs());

it("a control plane of Kubernetes 1.34 starts, and leaves nothing behind when it is stopped", async () => {
  const cluster = await startControlPlane();
  try {
    const { text } = await cluster.client.get("/version");
    expect(JSON.parse(text)).toMatchObject({ major: "1", minor: "34" });
    expect(JSON.parse(text)).toMatchObject({ gitVersion: cluster.apiServer.version });
  } finally {
    await cluster.stop();
  }
  expect(existsSync(cluster.folder)).toBe(false);
  await expect(cluster.client.get("/version")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  expect(commandLines().filter((line) => line.includes(cluster.folder))).toEqual([]);
});

it("two control planes at once know nothing of each other", async () => {
  const clusters = await Promise.all([startControlPlane(), startControlPlane()]);
  try {
    const [first, second] = clusters;
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } };
    expect((await first.client.post("/api/v1/namespaces", namespace)).status).toBe(201);
    expect((await second.client.get("/api/v1/namespaces/shop")).status).toBe(404);
  } finally {
    await Promise.all(clusters.map((cluster) => cluster.stop()));
  }
});

it("fails with what a program says that does not start, and leaves nothing behind", async () => {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-broken-"));
  const program = join(folder, "etcd");
  const script =
    'case "$*" in --version) echo "etcd Version: 3.6.4";; *) echo "disk is full" >&2; exit 1;; esac';
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  vi.stubEnv("PATH", `${folder}${delimiter}${process.env.PATH}`);
  vi.stubEnv("TMPDIR", folder);
  try {
    await expect(startControlPlane()).rejects.toThrow(
      "etcd did not start. It says:\n  disk is full",
    );
    expect(readdirSync(folder)).toEqual(["etcd"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function commandLines(): string[] {
  const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return ids.flatMap((id) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, "utf8");
    } catch {
      return [];
    }
  });
}
