import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const text = z.string().min(1);
const patch = z.record(z.string(), z.unknown());

/** A change of staging's stack file, as a merge patch (RFC 7386), and everything that refuses it. */
const stackFile = z.strictObject({ stackFile: patch, refusals: z.array(text).min(1) });

/** A change of staging's stack file that is taken, and what an update says to it. */
const update = z.strictObject({ stackFile: patch, update: text });

/** A change of staging's stack file that is taken, and what it makes of logging. */
const logging = z.strictObject({ stackFile: patch, logging: text });

/** Resources of any program, and the policy that refuses them. */
const program = z.strictObject({
  program: z
    .array(
      z.strictObject({
        type: text,
        name: text,
        props: z.record(z.string(), z.unknown()),
        propertyDependencies: z.record(z.string(), z.array(text)).optional(),
      }),
    )
    .min(1),
  policy: text,
  refusals: z.array(text).min(1),
});

/** What staging is measured at, for how many minutes, and the alert that it opens. */
const measured = z.strictObject({
  measured: z.strictObject({
    /** What is measured, in words. */
    what: text,
    /** Name of the alert. */
    alert: text,
    /** Title of its condition. */
    condition: text,
    value: z.number(),
    minutes: z.number(),
  }),
  alert: text,
});

/** What a server of staging answers, and the check of `npm run verify` that is red. */
const server = z.strictObject({
  server: z.strictObject({
    path: text,
    /** The status and the body that it answers with. */
    answers: z.strictObject({ status: z.number(), body: z.unknown() }).optional(),
    /** The status with which it refuses a WebSocket. */
    refusesWebSocket: z.number().optional(),
  }),
  check: text,
  problem: text,
});

/** What staging's dashboard shows. */
const dashboard = z.strictObject({ dashboard: z.array(text).min(1) });

const replays = z
  .array(z.union([stackFile, update, logging, program, measured, server, dashboard]))
  .min(1);

/** One way in which a fault can come again, with the answer that it gets. */
export type Replay = z.output<typeof replays>[number];

/** A fault of an incident with the replays that show its guard. */
export interface Replayed {
  /** Id of the fault in docs/incidents.md. */
  readonly id: string;
  readonly replays: readonly Replay[];
}

/** The replays of one incident: a file for each fault, in the order of their numbers. */
export function readReplays(incident: string): Replayed[] {
  const folder = join(__dirname, incident);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => ({
      id: basename(file, ".yaml"),
      replays: replays.parse(parse(readFileSync(join(folder, file), "utf8"))),
    }))
    .sort((left, right) => numberOf(left) - numberOf(right));
}

function numberOf({ id }: Replayed): number {
  return Number(id.slice(1));
}
