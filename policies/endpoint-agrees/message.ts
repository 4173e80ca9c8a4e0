import { isRandom } from "../models/credential/values";
import { parseIpv4, parseIpv6 } from "../models/endpoint/ip-address";
import { readLoopback } from "../models/endpoint/loopback";
import type { Source } from "../models/told/reading";
import type { Statement, UnreadStatement } from "../models/told/statement";
import type { Family } from "../models/told/store-name";
import type { ToldWorkload } from "../models/told/told-settings";
import type { Comparison, Fact } from "./comparison";

const ALLOWED = "Whatever tells a workload of one database or cache must tell the same.";

/** The words for a workload that start a message. */
export function subject({ workload }: ToldWorkload): string {
  return `${workload.kind} "${workload.name}"`;
}

/** Two places that say different things of one database or cache. */
export function disagrees(statement: Statement, other: Statement, found: Comparison): string {
  return (
    `${says(statement, found.differing)}, but ${placeOf(other)} ${says(other, found.differing)}. ${ALLOWED} ` +
    "Declare it once and take all settings from there, or name two databases apart."
  );
}

/** Two hosts of which only a name server knows whether they are one. */
export function unsure(statement: Statement, other: Statement): string {
  return (
    `${says(statement, ["host"])}, and ${placeOf(other)} ${says(other, ["host"])}; whether both lead to one server cannot be told here. ` +
    `${ALLOWED} Write the host in one way.`
  );
}

/** A database that is called by its product, which may be the one that another setting speaks of. */
export function perhapsOne(statement: Statement, other: Statement): string {
  const facts: readonly Fact[] = ["host"];
  return (
    `${says(statement, facts)}, and ${placeOf(other)} ${says(other, facts)}; whether they are two databases their names do not tell. ` +
    `${ALLOWED} Make the hosts agree, or name both databases apart.`
  );
}

/** A setting that cannot be compared now. */
export function unread(statement: UnreadStatement, other: Statement | UnreadStatement): string {
  return (
    `tells of ${whatIs(statement.family)}${through(statement.setting.source)} and ${statement.setting.reason}, ` +
    `so it cannot be compared with ${placeOf(other)}. ${ALLOWED} Make both from one output, or give both as literals.`
  );
}

function says({ setting, ...statement }: Statement, facts: readonly Fact[]): string {
  const values = facts.flatMap((fact) => shownFact(fact, { setting, ...statement }));
  return `gives ${values.join(" and ")} for ${whatIs(statement.family)}${through(setting.source, setting.at)}`;
}

function shownFact(fact: Fact, { hosts, port, database }: Statement): readonly string[] {
  switch (fact) {
    case "host":
      return hosts.length === 0
        ? []
        : [`the ${hosts.length === 1 ? "host" : "hosts"} ${hosts.map(shownHost).join(", ")}`];
    case "port":
      return port === undefined ? [] : [`the port ${port}`];
    case "database name":
      return database === undefined ? [] : [`the database ${shownName(database)}`];
  }
}

function whatIs(family: Family): string {
  switch (family) {
    case "database":
      return "a database";
    case "cache":
    case "Redis":
    case "Memcached":
      return family === "cache" ? "a cache" : `a cache (${family})`;
    default:
      return `a database (${family})`;
  }
}

/** The object that a place of the workload takes its text from. */
function through({ object, objectPath = "" }: Source, at?: string): string {
  const place = [objectPath, at].filter((part) => part !== undefined && part !== "").join(" at ");
  return object === undefined ? "" : ` from ${object.subject} (${place})`;
}

function placeOf({ setting: { source } }: Statement | UnreadStatement): string {
  return source.path;
}

/** A host is shown where it is spelt as one: an address, or a name that nobody generated. */
function shownHost(host: string): string {
  const loopback = readLoopback(host)?.shown;
  if (loopback !== undefined) {
    return `"${loopback}"`;
  }
  const isSocket = /^\/cloudsql\/[\w.:-]+$/.test(host);
  const isAddress = parseIpv4(host) !== undefined || parseIpv6(host) !== undefined;
  const isName = host.length <= 253 && host.split(".").every(isLabel);
  return isSocket || isAddress || (isName && !isRandom(host.split(".")[0] ?? ""))
    ? `"${host}"`
    : "(hidden)";
}

/** The last one is empty where a name ends in a dot. */
function isLabel(label: string, at: number): boolean {
  return /^[\w-]{1,63}$/.test(label) || (label === "" && at > 0);
}

function shownName(database: string): string {
  return /^(?:[A-Za-z_][\w-]{0,62}|\d{1,3})$/.test(database) && !isRandom(database)
    ? `"${database}"`
    : "(hidden)";
}
