import { type Check, Fault, type Finding, type Measurement } from "../check";
import { readJsonPath } from "../json-path";
import type { InfrastructureTarget } from "../plan";
import { inSeconds, percent, quote } from "../quote";
import { jsonOf } from "../transport/answer";
import { send } from "../transport/request";
import type { CheckContext } from "./context";
import { requiredGates } from "./service-gates";
import { tlsCheckId } from "./tls";

/** Seconds for the answer: it asks a database that may be slow just then. */
const ANSWER_SECONDS = 15;

/** No share is that large, also with an overflow beside the pool: it is written in percent. */
const LARGEST_SHARE = 5;

/** One measurement, how it is judged and what is told of it. */
interface Judged {
  readonly id: string;
  readonly group: "connector" | "database";
  readonly title: string;
  /** JSON path of the value; none of what the stack does not have. */
  readonly path: string | undefined;
  /** What the value must be less than, in the unit of the value. */
  readonly limit: number;
  readonly unit: "share" | "seconds";
  readonly advice: string;
  /** What is told of the value, and of all that was found with it. */
  readonly tells: (value: number, found: unknown) => readonly Measurement[];
  /** Finds the value where the path does not lead to it itself. */
  readonly read?: (found: unknown) => unknown;
}

/** The checks of what a service says of its database and network, from one answer. */
export function infrastructureChecks(context: CheckContext, target: InfrastructureTarget): Check[] {
  const { host, path, service } = target;
  const subject = `https://${host}${path}`;
  const endpoint: Check = {
    id: `infrastructure/${host}`,
    groups: ["connector", "database"],
    service,
    title: `Infrastructure health at ${subject}`,
    needs: [tlsCheckId(host), ...requiredGates(context.plan, service)],
    async run(signal) {
      const answer = await send(context.reach, { host, path, seconds: ANSWER_SECONDS, signal });
      body = jsonOf(answer, subject, service);
      return { found: `200 in ${inSeconds(answer.seconds)}` };
    },
  };
  let body: unknown;
  return [
    endpoint,
    ...judgements(context, target).flatMap((judged): Check[] => {
      const { id, group, title, path: measured } = judged;
      if (measured === undefined) return [];
      const run = async () =>
        judge({ ...judged, path: measured }, target, readJsonPath(body, measured));
      return [{ id, groups: [group], service, title, needs: [endpoint.id], run }];
    }),
  ];
}

function judgements({ plan }: CheckContext, target: InfrastructureTarget): Judged[] {
  const { fields, service, database, databasePhase, phases } = target;
  const { limits } = plan;
  const phaseName = phases[databasePhase - 1];
  return [
    {
      id: "connector-utilization",
      group: "connector",
      title: "Connector utilization",
      path: fields.connectorUtilization,
      limit: limits.connectorUtilization,
      unit: "share",
      advice:
        "Look at the throughput and the instances of the connector; raise network.connector.maxInstances or machineType.",
      tells: (ratio) => [{ event: "connector_utilization", ratio }],
    },
    {
      id: "pool-utilization",
      group: "database",
      title: "Connection pool utilization",
      path: fields.poolUtilization,
      limit: limits.poolUtilization,
      unit: "share",
      advice: `Look at connections that service "${service}" does not give back, at slow queries, and at pool and overflow under uses.`,
      tells: (ratio) => [{ event: "pool_utilization", database, ratio }],
    },
    {
      id: "database-connect",
      group: "database",
      title: "Database connect time",
      path: fields.connectSeconds,
      limit: limits.databaseConnectSeconds,
      unit: "seconds",
      advice: `Look at the database's load and connections, and at the ${fields.connectorUtilization === undefined ? "network" : "connector"} between them.`,
      tells: (seconds) => [{ event: "database_connect", database, seconds }],
    },
    {
      id: "database-phase",
      group: "database",
      title: `Phase ${databasePhase} of the last start${phaseName === undefined ? "" : ` (${phaseName})`}`,
      path: fields.phaseSeconds,
      limit: limits.databasePhaseSeconds,
      unit: "seconds",
      advice: `Look at the log of the last start of service "${service}", and at the database's connect time.`,
      read: (found) => phaseTimes(found, phases).get(phaseName ?? String(databasePhase)),
      tells: (_, found) =>
        [...phaseTimes(found, phases)].flatMap(([phase, seconds]) =>
          isMeasure(seconds) ? [{ event: "startup_phase", phase, seconds }] : [],
        ),
    },
  ];
}

/**
 * The times of the phases by their names, or by their numbers where the service declares no names. They are
 * told as a list in the order of the phases, or as a map by their numbers or names.
 */
function phaseTimes(found: unknown, names: readonly string[]): ReadonlyMap<string, unknown> {
  if (typeof found !== "object" || found === null) return new Map();
  const numbered = Array.isArray(found)
    ? found.map((seconds, index): [string, unknown] => [String(index + 1), seconds])
    : Object.entries(found);
  return new Map(numbered.map(([key, seconds]) => [names[Number(key) - 1] ?? key, seconds]));
}

function isMeasure(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function judge(
  judged: Judged & { readonly path: string },
  target: InfrastructureTarget,
  found: unknown,
): Finding {
  const { title, path, limit, unit, advice, tells, read = (value) => value } = judged;
  const subject = `https://${target.host}${target.path}`;
  const value = read(found);
  if (!isMeasure(value)) {
    throw new Fault(
      `${subject} does not tell "${title}": ${path} is ${quote(found)}${value === found ? "" : `, in which it is ${quote(value)}`}; expected a number from 0.`,
      `Look at what service "${target.service}" answers there, and at verify.infrastructure.fields.`,
    );
  }
  const inUnit = unit === "share" && target.utilizationIn === "percent" ? value / 100 : value;
  const show = unit === "share" ? percent : inSeconds;
  const measurements = tells(inUnit, found);
  if (inUnit >= limit) {
    throw new Fault(
      `${title} is ${show(inUnit)}, as ${path} of ${subject} says; expected less than ${show(limit)}.`,
      unit === "share" && inUnit >= LARGEST_SHARE
        ? 'Set verify.infrastructure.utilizationIn to "percent" if that is what the answer means.'
        : advice,
      measurements,
    );
  }
  return { found: `${show(inUnit)}, less than ${show(limit)}`, measurements };
}
