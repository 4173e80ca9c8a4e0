import { readPort } from "../endpoint/host-port";

/**
 * The annotation by which people say what listens on loopback where no program shows it: a sidecar that the cluster adds,
 * or a workload of another program. On a pod template it speaks for the pod, on a ConfigMap or Secret for its readers.
 */
export const LISTENER_ANNOTATION = "holdfast.dev/loopback-listener";

/** Something that listens on loopback. */
export interface NotedListener {
  /** What listens, such as `cloud-sql-proxy`. */
  readonly name: string;
  readonly port: number;
}

/**
 * Reads the annotation: `cloud-sql-proxy:5432`, or several of these with commas between them.
 *
 * @returns undefined when it is malformed.
 */
export function readListenerNote(text: string): readonly NotedListener[] | undefined {
  const notes: NotedListener[] = [];
  for (const entry of text.split(",")) {
    const [, name = "", digits = ""] =
      /^\s*([a-z0-9][a-z0-9.-]{0,252}):(\d{1,5})\s*$/i.exec(entry) ?? [];
    const port = readPort(digits);
    if (port === undefined) {
      return undefined;
    }
    notes.push({ name, port });
  }
  return notes;
}
