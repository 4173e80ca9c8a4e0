import type { Draft } from "../interpret";
import type { Problem } from "../problem";
import type { StackFile } from "../schema/stack-file";
import { ofType } from "../stores";

/** What a rule judges: a stack file of which only the well-formed parts are there. */
export interface Subject {
  readonly file: Draft<StackFile>;
  /** Name of the Pulumi stack. */
  readonly stack: string;
  /** The top keys whose value Pulumi keeps encrypted, such as `holdfast:secrets`. */
  readonly secretKeys: ReadonlySet<string>;
  /** Paths at which something is written that could not be read, and so looks absent. @default none */
  readonly unread?: ReadonlySet<string>;
}

/** Judges one relation between facts of a stack file. Parts that are absent are judged elsewhere. */
export type Rule = (subject: Subject) => Problem[];

/** The entries of a map of which some may not have been readable. */
export function entriesOf<Entry>(
  map: Readonly<Record<string, Entry | undefined>> | undefined,
): [string, Entry][] {
  return Object.entries(map ?? {}).filter(
    (entry): entry is [string, Entry] => entry[1] !== undefined,
  );
}

/** The services of a stack file that could be read. */
export function servicesOf(subject: Subject) {
  return entriesOf(subject.file["holdfast:services"]);
}

/** The databases of a stack file that could be read. */
export function databasesOf(subject: Subject) {
  return entriesOf(subject.file["holdfast:postgres"]);
}

/** The databases of one type that could be read. */
export function databasesOfType<Type extends "cloud-sql" | "alloydb" | "in-cluster">(
  subject: Subject,
  type: Type,
) {
  return ofType(subject.file["holdfast:postgres"], type);
}

/** The caches of a stack file that could be read. */
export function cachesOf(subject: Subject) {
  return entriesOf(subject.file["holdfast:redis"]);
}

/** The caches of one type that could be read. */
export function cachesOfType<Type extends "memorystore" | "in-cluster">(
  subject: Subject,
  type: Type,
) {
  return ofType(subject.file["holdfast:redis"], type);
}
