import { LISTENER_ANNOTATION } from "../models/listener/listener-note";
import type { Workload } from "../models/workload/workload";

/** A text of another object, as the messages of its readers speak of it. */
export interface TextOfObject {
  /** Such as `Secret "db"`. */
  readonly subject: string;
  /** Property path of the text, such as `stringData.DATABASE_URL`. */
  readonly path: string;
}

const ALLOWED =
  "An endpoint must lead to another host, or to a port on which a container beside it listens.";

/** A workload that connects to itself. */
export function unservedByWorkload(shown: string, workload: Workload, isInit: boolean): string {
  return `is the endpoint "${shown}", ${nobodyListens(workload, isInit)}. ${ALLOWED} ${action(isInit)}`;
}

/** A workload that takes such an endpoint from what carries it. */
export function unservedByReader(
  shown: string,
  workload: Workload,
  isInit: boolean,
  source: TextOfObject,
): string {
  return (
    `takes the endpoint "${shown}" from ${source.subject} (${source.path}), ${nobodyListens(workload, isInit)}. ` +
    `${ALLOWED} ${action(isInit)}`
  );
}

/** What carries an endpoint that a workload reads in vain. */
export function unservedInReader(shown: string, reader: string): string {
  return (
    `is the endpoint "${shown}", and no container of ${reader}, which reads it, listens there. ` +
    `${ALLOWED} ${action(false)}`
  );
}

/** What carries an endpoint that no workload is known to read. */
export function unclaimed(shown: string, kind: string): string {
  const way =
    kind === "Secret Manager secret"
      ? 'name it in the option "listeners" of this policy'
      : `name it in the annotation "${LISTENER_ANNOTATION}"`;
  return (
    `is the endpoint "${shown}", and no workload of this program is known to read it with a container that listens there. ` +
    `${ALLOWED} Give the address of the server; where something listens that this program does not show, ${way}.`
  );
}

/** An endpoint of which nobody can tell whether anything listens there. */
export function uncertain(shown: string, reason: string): string {
  return (
    `is the endpoint "${shown}", and whether a container listens there cannot be told: ${reason}. ` +
    "Give the address of the server, or declare the port of the container that listens."
  );
}

/** The same for a text that a workload takes from elsewhere. */
export function uncertainInReader(shown: string, source: TextOfObject, reason: string): string {
  return (
    `takes the endpoint "${shown}" from ${source.subject} (${source.path}), ` +
    `and whether a container listens there cannot be told: ${reason}. ` +
    "Give the address of the server, or declare the port of the container that listens."
  );
}

/** Values that cannot be read now. */
export function unread(names: readonly string[], reason: string): string {
  const shown = names.slice(0, MAX_NAMES).map((name) => `"${name}"`);
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : "";
  if (names.length === 0) {
    return `${reason}. It is judged once it can be read.`;
  }
  return names.length === 1
    ? `holds ${shown.join("")}, which ${reason}. It is judged once it can be read.`
    : `holds ${shown.join(", ")}${more}, each of which ${reason}. They are judged once they can be read.`;
}

/** An annotation that names no listener. */
export const MALFORMED_NOTE =
  'does not name what listens. It must be a name and a port, such as "cloud-sql-proxy:5432", or several of these with commas between them. Correct it.';

const MAX_NAMES = 10;

function nobodyListens(workload: Workload, isInit: boolean): string {
  return isInit
    ? "and an init container meets only the sidecars before it, of which none listens there"
    : `and no container of the ${together(workload)} listens there`;
}

function action(isInit: boolean): string {
  return isInit
    ? 'Give the address of the server, or make the container that listens an init container with restartPolicy "Always" before it.'
    : "Give the address of the server.";
}

function together({ platform, kind }: Workload): string {
  return platform === "kubernetes" ? "pod" : kind.replace(/^Cloud Run /, "");
}
