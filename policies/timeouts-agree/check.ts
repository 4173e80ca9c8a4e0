import { type Finding, undetermined, violation } from "../framework/finding";
import type { StackFinding, StackResource } from "../framework/policy";
import {
  type ToldTimeout,
  toldTimeouts,
  type UnreadTimeout,
} from "../models/connection/told-timeouts";
import { type DatabaseServer, DatabaseServers } from "../models/database/database-servers";
import { ObjectIndex } from "../models/kubernetes/object-index";
import { type ToldWorkload, toldWorkloads } from "../models/told/told-settings";

/** A database, with the timeouts of those that are told of no other one. */
interface Server extends Pick<DatabaseServer, "name"> {
  readonly told: ToldTimeout[];
}

/** Judges the connect timeouts that the workloads of a stack are told. */
export function checkTimeouts(stack: readonly StackResource[]): readonly StackFinding[] {
  const index = ObjectIndex.of(stack);
  const workloads = toldWorkloads(stack, index);
  const timeouts = workloads.flatMap(toldTimeouts);
  if (timeouts.length === 0) {
    return [];
  }
  const read = timeouts.filter((told): told is ToldTimeout => !("reason" in told));
  return [
    ...timeouts
      .filter((told): told is UnreadTimeout => "reason" in told)
      .map((told) =>
        about(
          told,
          undetermined(
            told.path,
            `${told.reason}, so it cannot be compared with the other times that must fit it. Give the connect timeout as a literal.`,
          ),
        ),
      ),
    ...read.flatMap((told) => checkBudgets(told).map((finding) => about(told, finding))),
    ...checkAgreement(new DatabaseServers(stack, workloads, index), read),
  ];
}

/** Each connection can fail and be reported before the one who waits for it is ended. */
function checkBudgets({ path, seconds, text, within }: ToldTimeout): readonly Finding[] {
  return within
    .filter((budget) => seconds >= budget.seconds)
    .map((budget) =>
      violation(
        path,
        `gives one connection ${shown(seconds, text)}, no less than the ${budget.seconds} s that ${budget.path} gives ${budget.what}. Let ${budget.path} give more, or lower the connect timeout.`,
      ),
    );
}

/** All that are told of one database are told the same. */
function checkAgreement(
  databases: DatabaseServers,
  read: readonly ToldTimeout[],
): readonly StackFinding[] {
  const servers = new Map(
    databases.all.map((server): [DatabaseServer, Server] => [
      server,
      { name: server.name, told: [] },
    ]),
  );
  const ambiguous: { readonly told: ToldTimeout; readonly used: readonly Server[] }[] = [];
  // A PgBouncer waits for its server as long as it likes: its clients are told another time.
  const direct = read.filter(({ workload }) => databases.poolerOf(workload) === undefined);
  for (const told of direct) {
    const used = databases.of(told.workload).flatMap((server) => servers.get(server) ?? []);
    const [server] = used;
    if (used.length > 1) {
      ambiguous.push({ told, used });
    } else if (server !== undefined) {
      server.told.push(told);
    }
  }
  return [
    ...[...servers.values()].flatMap(disagreements),
    ...ambiguous.flatMap(({ told, used }) => {
      const others = [
        ...used.flatMap((server) => server.told),
        ...ambiguous
          .filter(({ told: other }) => other.workload === told.workload)
          .map((other) => other.told),
      ];
      return others.every(({ seconds }) => seconds === told.seconds)
        ? []
        : [about(told, undetermined(told.path, ambiguity(used)))];
    }),
  ];
}

function disagreements({ name, told }: Server): readonly StackFinding[] {
  const [longest, ...others] = [...told].sort((one, other) => other.seconds - one.seconds);
  if (longest === undefined) {
    return [];
  }
  return others
    .filter(({ seconds }) => seconds !== longest.seconds)
    .map((other) =>
      about(
        other,
        violation(
          other.path,
          `gives a connection to "${name}" ${shown(other.seconds, other.text)}, where ${whose(longest, other)} ${longest.path} gives it ${shown(longest.seconds, longest.text)}. Tell every client of a database one connect timeout, from one place.`,
        ),
      ),
    );
}

/** Whose place it is, where it is another's. */
function whose(one: ToldTimeout, other: ToldTimeout): string {
  return one.workload === other.workload ? "its own" : `${subject(one.workload)} at`;
}

function ambiguity(used: readonly Server[]): string {
  const names = used.map(({ name }) => `"${name}"`).join(", ");
  return `is the connect timeout of one of several databases (${names}), which are told differing ones, and nothing says of which. Check by hand that each has one.`;
}

function shown(seconds: number, text: string): string {
  const same = [String(seconds), `${seconds}s`].includes(text);
  return same ? `${seconds} s` : `${seconds} s ("${text}")`;
}

function subject({ workload }: ToldWorkload): string {
  return `${workload.kind} "${workload.name}"`;
}

function about({ workload }: ToldTimeout | UnreadTimeout, finding: Finding): StackFinding {
  return { subject: subject(workload), urn: workload.resource.urn, finding };
}
