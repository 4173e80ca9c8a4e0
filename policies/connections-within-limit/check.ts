import { type Finding, undetermined, violation } from "../framework/finding";
import type { StackFinding, StackResource } from "../framework/policy";
import { subjectOf } from "../framework/subject";
import { arithmetic } from "../models/connection/arithmetic";
import {
  type ConnectionBudget,
  fittingChanges,
  leastMaximum,
  sumConnections,
} from "../models/connection/connection-budget";
import { greatestMaxConnections } from "../models/connection/connection-limit";
import { mostOfWorkload } from "../models/connection/most-of-workload";
import type { ServerLimit, UnreadLimit } from "../models/connection/server-limit";
import {
  asSummand,
  pgBouncerDemand,
  type UnreadDemand,
  type WorkloadDemand,
  workloadDemand,
} from "../models/connection/workload-demand";
import { type DatabaseServer, DatabaseServers } from "../models/database/database-servers";
import { ObjectIndex } from "../models/kubernetes/object-index";
import { toldWorkloads } from "../models/told/told-settings";
import { checkPooled } from "./pooled";

/** Connections of one instance of Cloud Run to one Cloud SQL instance by the socket: https://cloud.google.com/sql/docs/quotas. */
const SOCKET_LIMIT = 100;

/** Most workloads for which a message says what would fit. */
const MOST_ADVISED = 6;

/** A server with all that is known of the connections to it. */
interface Server extends DatabaseServer {
  readonly limit: ServerLimit | UnreadLimit;
  readonly demands: WorkloadDemand[];
  readonly unread: UnreadDemand[];
}

/** How connections are counted. */
export interface Counting {
  /** Whether every service counts with two revisions, as during a rollout. */
  readonly rollouts: boolean;
}

/** Judges the connections that the workloads of a stack can open to its databases. */
export function checkConnections(
  stack: readonly StackResource[],
  counting: Counting,
): readonly StackFinding[] {
  const index = ObjectIndex.of(stack);
  const workloads = toldWorkloads(stack, index);
  const databases = new DatabaseServers(stack, workloads, index);
  const servers = new Map(
    [...databases.all, ...databases.poolers].flatMap((server): [DatabaseServer, Server][] =>
      server.limit === undefined
        ? []
        : [[server, { ...server, limit: server.limit, demands: [], unread: [] }]],
    ),
  );
  const ofWorkloads = workloads.flatMap((told): StackFinding[] => {
    const used = servers.size === 0 ? [] : databases.of(told);
    const scale = used.length === 0 ? undefined : mostOfWorkload(told, index);
    const pooler = databases.poolerOf(told);
    const demand =
      scale === undefined
        ? undefined
        : pooler === undefined
          ? workloadDemand(told, scale)
          : pgBouncerDemand(told, pooler, scale);
    return demand === undefined
      ? []
      : assign(
          demand,
          used.flatMap((server) => servers.get(server) ?? []),
        ).map((finding) => about(told.resource, finding));
  });
  const ofServers = [...servers.values()].flatMap((server) =>
    checkServer(server, counting).map((finding) => about(server.resource, finding)),
  );
  return [...ofWorkloads, ...ofServers];
}

/** Counts a demand at the server that it is for, and judges what concerns the workload alone. */
function assign(
  demand: WorkloadDemand | UnreadDemand,
  used: readonly Server[],
): readonly Finding[] {
  const [server, ...others] = used;
  if (server === undefined) {
    return [];
  }
  if (others.length > 0) {
    const names = used.map(({ name }) => `"${name}"`).join(", ");
    return [
      undetermined(
        demand.path,
        `is the pool of a workload that is told of several databases (${names}), and nothing says of which. Check the sum of each by hand.`,
      ),
    ];
  }
  if ("reason" in demand) {
    server.unread.push(demand);
    return [];
  }
  server.demands.push(demand);
  return checkSocket(demand);
}

function checkSocket({ path, pool, socket }: WorkloadDemand): readonly Finding[] {
  const each = pool.pool + pool.overflow;
  return socket === undefined || each <= SOCKET_LIMIT
    ? []
    : [
        violation(
          path,
          `lets one instance open ${pool.pool} + ${pool.overflow} = ${each} connections through the Cloud SQL socket (${socket}), which carries ${SOCKET_LIMIT}. Lower the pool or its overflow to ${SOCKET_LIMIT} together.`,
        ),
      ];
}

function checkServer(server: Server, counting: Counting): readonly Finding[] {
  const { limit, demands, unread } = server;
  if (demands.length === 0 && unread.length === 0) {
    return [];
  }
  if ("reason" in limit) {
    return [
      undetermined(
        limit.path,
        `${limit.reason}, so its connections cannot be compared with those of its clients. Set the flag max_connections to a number.`,
      ),
    ];
  }
  const budget = budgetOf(demands, limit, counting);
  if (!sumConnections(budget).fits) {
    return limit.pooler === undefined
      ? [violation(limit.path, refusal(budget, limit))]
      : [checkPooled(budget, limit, limit.pooler)];
  }
  return unread.map(({ workload, path, reason }) =>
    undetermined(
      limit.path,
      `gives ${limit.maximum} connections, of which ${subjectOf(workload)} takes an unknown number: its ${path} ${reason}. Give it as a literal.`,
    ),
  );
}

function budgetOf(
  demands: readonly WorkloadDemand[],
  { maximum, reserved }: ServerLimit,
  { rollouts }: Counting,
): ConnectionBudget {
  return {
    // The order in which an engine registers resources is not always the same; that of a message is.
    demands: demands
      .map(asSummand)
      .sort((one, other) => (one.label < other.label ? -1 : 1))
      .map((demand) => ({ ...demand, rollsOut: rollouts && demand.rollsOut })),
    others: [],
    reserve: () => reserved,
    maximum,
  };
}

function raised({ raise }: ServerLimit, maximum: number): string {
  return raise?.(maximum) ?? `max_connections ${maximum}`;
}

function refusal(budget: ConnectionBudget, limit: ServerLimit): string {
  const { maximum, source } = limit;
  const services = fittingChanges(budget)
    .map(({ label, instances, pool, overflow }) => {
      const values = [
        instances === undefined
          ? []
          : `${instances} ${instances === 1 ? "instance" : "instances"} at most`,
        pool === undefined ? [] : `pool ${pool}`,
        overflow === undefined ? [] : `overflow ${overflow}`,
      ].flat();
      return { label, values };
    })
    .filter(({ values }) => values.length > 0)
    .slice(0, MOST_ADVISED)
    .map(({ label, values }) => `${values.join(" or ")} for ${label}`);
  const least = leastMaximum(budget);
  const all = [...services, ...(least > greatestMaxConnections ? [] : [raised(limit, least)])];
  const action =
    all.length === 0
      ? "No single change is enough: lower instances and pools of several workloads."
      : services.length === 0
        ? `No number of a single workload is enough, but ${all.join()} is.`
        : `Any one of these makes it fit: ${all.join("; ")}.`;
  return `gives ${maximum} connections (${source}), fewer than its clients can open: ${arithmetic(budget)}. ${action}`;
}

function about(resource: StackResource, finding: Finding): StackFinding {
  const props = resource.inputs ?? resource.props;
  return { subject: subjectOf({ ...resource, props }), urn: resource.urn, finding };
}
