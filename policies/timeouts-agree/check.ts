import { type Finding, undetermined, violation } from "../framework/finding";
import type { StackFinding, StackResource } from "../framework/policy";
import { subjectOf } from "../framework/subject";
import {
  type ToldTimeout,
  toldTimeouts,
  type UnreadTimeout,
} from "../models/connection/told-timeouts";
import { CLOUD_SQL_INSTANCE } from "../models/database/cloud-sql";
import { Consumers } from "../models/database/consumers";
import { Relations } from "../models/relation/relations";

/** A database, with the timeouts of those that are told of no other one. */
interface Server {
  readonly resource: StackResource;
  readonly told: ToldTimeout[];
}

/** Judges the connect timeouts that the workloads of a stack are told. */
export function checkTimeouts(stack: readonly StackResource[]): readonly StackFinding[] {
  const timeouts = stack.flatMap(toldTimeouts);
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
    ...checkAgreement(stack, read),
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
  stack: readonly StackResource[],
  read: readonly ToldTimeout[],
): readonly StackFinding[] {
  const resources = stack.filter(({ type }) => type === CLOUD_SQL_INSTANCE);
  const servers = new Map(
    resources.map((resource): [string, Server] => [resource.urn, { resource, told: [] }]),
  );
  const consumers = new Consumers(stack, resources, new Relations(stack));
  const ambiguous: { readonly told: ToldTimeout; readonly used: readonly Server[] }[] = [];
  for (const told of read) {
    const used = [...consumers.serversOf(told.workload)].flatMap((urn) => servers.get(urn) ?? []);
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

function disagreements({ resource, told }: Server): readonly StackFinding[] {
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
          `gives a connection to "${resource.name}" ${shown(other.seconds, other.text)}, where ${whose(longest, other)} ${longest.path} gives it ${shown(longest.seconds, longest.text)}. Tell every client of a database one connect timeout, from one place.`,
        ),
      ),
    );
}

/** Whose place it is, where it is another's. */
function whose(one: ToldTimeout, other: ToldTimeout): string {
  return one.workload === other.workload ? "its own" : `${subject(one.workload)} at`;
}

function ambiguity(used: readonly Server[]): string {
  const names = used.map(({ resource }) => `"${resource.name}"`).join(", ");
  return `is the connect timeout of one of several databases (${names}), which are told differing ones, and nothing says of which. Check by hand that each has one.`;
}

function shown(seconds: number, text: string): string {
  const same = [String(seconds), `${seconds}s`].includes(text);
  return same ? `${seconds} s` : `${seconds} s ("${text}")`;
}

function subject(resource: StackResource): string {
  return subjectOf({ ...resource, props: resource.inputs ?? resource.props });
}

function about({ workload }: ToldTimeout | UnreadTimeout, finding: Finding): StackFinding {
  return { subject: subject(workload), urn: workload.urn, finding };
}
