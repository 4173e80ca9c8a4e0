import { mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLeash } from "../offline/process/leash";
import { runProcess } from "../offline/process/run";
import { pushImages } from "../offline/registry/push";
import { serveRegistry } from "../offline/registry/serve";
import { ensureTool } from "../offline/tools/ensure-tool";
import { RegistryClient } from "../policies/registry/client";
import { InvalidReference, parseReference } from "../policies/registry/reference";
import type { Surroundings } from "./plans";

/** What looking up distinct references took. */
export interface LookupResults {
  readonly references: number;
  /** What each request waits for longer, in milliseconds: half of it on the way there, half on the way back. */
  readonly latency: number;
  readonly concurrency: number;
  readonly ours: number;
  readonly craneInParallel: number;
  readonly craneInALoop: number;
}

const LATENCY_MS = 20;
/** As the pack has it by default. */
const CONCURRENCY = 8;

/** @throws Error when a reference is not found: a wrong answer has no speed. */
export async function measureLookups(
  references: number,
  around: Surroundings,
): Promise<LookupResults> {
  const leash = openLeash();
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "holdfast-bench-"));
  leash.remove(folder);
  try {
    const options = { signal: around.signal, onProgress: around.tell };
    const [program, crane] = await Promise.all([
      ensureTool("registry", options),
      ensureTool("crane", options),
    ]);
    const registry = await serveRegistry({ program, folder, leash });
    const repositories = Array.from({ length: references }, (_, index) => `bench/service-${index}`);
    for (let at = 0; at < references; at += 100) {
      await pushImages(registry.url, repositories.slice(at, at + 100).map(plainImage));
    }
    const slow = await serveSlowly(new URL(registry.url).port);
    try {
      const names = repositories.map((repository) => `127.0.0.1:${slow.port}/${repository}:1.0.0`);
      const ours = await timed(() => lookUp(names));
      around.tell(`${references} lookups by the pack's client: ${ours.toFixed(1)} s`);
      const list = join(folder, "references");
      writeFileSync(list, `${names.join("\n")}\n`);
      const run = (script: string) =>
        timed(async () => {
          const { code, stderr } = await runProcess({
            program: "/bin/sh",
            arguments: ["-c", script, "sh", crane, list],
            folder,
            environment: { PATH: process.env.PATH, HOME: folder, DOCKER_CONFIG: folder },
            leash,
            signal: around.signal,
          });
          if (code !== 0)
            throw new Error(`crane did not find all references:\n${stderr.slice(-2000)}`);
        });
      const craneInParallel = await run(
        `xargs -n 1 -P ${CONCURRENCY} "$1" digest --insecure < "$2" > /dev/null`,
      );
      around.tell(`crane, ${CONCURRENCY} at once: ${craneInParallel.toFixed(1)} s`);
      const craneInALoop = await run(
        'while read -r name; do "$1" digest --insecure "$name" > /dev/null || exit 1; done < "$2"',
      );
      around.tell(`crane in a loop: ${craneInALoop.toFixed(1)} s`);
      return {
        references,
        latency: LATENCY_MS,
        concurrency: CONCURRENCY,
        ours,
        craneInParallel,
        craneInALoop,
      };
    } finally {
      slow.close();
    }
  } finally {
    await leash.close();
  }
}

async function lookUp(names: readonly string[]): Promise<void> {
  const client = new RegistryClient({
    mirrors: [],
    timeout: 20_000,
    concurrency: CONCURRENCY,
    environment: {},
  });
  const answers = await Promise.all(
    names.map((name) => {
      const reference = parseReference(name);
      if (reference instanceof InvalidReference) throw new Error(`"${name}" is no reference.`);
      return client.lookup(reference);
    }),
  );
  const missed = answers.find(({ kind }) => kind !== "exists");
  if (missed !== undefined) throw new Error(`A reference was not found: ${JSON.stringify(missed)}`);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

function plainImage(repository: string) {
  return {
    repository,
    tags: ["1.0.0"],
    platforms: ["linux/amd64"],
    user: "",
    entrypoint: ["/app"],
    command: [],
    ports: [],
  };
}

/** Passes connections on to a port of the loopback address, and each piece of data half of the latency later, in its order. */
async function serveSlowly(port: string): Promise<{ readonly port: number; close(): void }> {
  const open = new Set<Socket>();
  const delay = (from: Socket, to: Socket) => {
    from.on("data", (data) => setTimeout(() => to.writable && to.write(data), LATENCY_MS / 2));
    from.on("end", () => setTimeout(() => to.end(), LATENCY_MS / 2));
    from.on("error", () => to.destroy());
    from.on("close", () => open.delete(from));
    from.setNoDelay(true);
    open.add(from);
  };
  const server = createServer((client) => {
    const upstream = connect(Number(port), "127.0.0.1");
    delay(client, upstream);
    delay(upstream, client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  return {
    port: address.port,
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
