import type { Place } from "../../framework/place";
import type { ObjectReference } from "../carrier/object-reference";
import type { CarriedText } from "../carrier/shared-object";
import type { Container, Workload } from "../workload/workload";
import type { Setting } from "./setting";
import type { DeclaredObject, Reader, SharedObjects } from "./shared-objects";

/** Where a workload is told something. */
export interface Source {
  readonly container: Container;
  /** Property path in the workload: of the text itself, or of the reference to what holds it. */
  readonly path: string;
  /** What holds the text, where the workload itself does not. */
  readonly object?: DeclaredObject;
  /** Property path of the text in {@link object}. */
  readonly objectPath?: string;
  /** Names the key of what is made elsewhere, so that two who take it can be told to take the same. */
  readonly named?: string;
  readonly as: "variable" | "file" | "argument";
}

/** One setting that a container is told, as the program in it sees it. */
export interface ToldSetting extends Setting {
  readonly source: Source;
}

/** Something that a container is told and that cannot be read now. */
export interface UnreadSetting {
  readonly source: Source;
  /** What names it: the variable or the key; empty when not even that can be read. */
  readonly key: string;
  /** Why, as a clause that ends a sentence. */
  readonly reason: string;
  /** Whether what holds it is made elsewhere, so that no run of this program tells. */
  readonly isElsewhere: boolean;
}

/** A file that a volume puts into a container. */
export interface ToldFile {
  readonly source: Source;
  /** Its name in the volume. */
  readonly name: string;
  /** Never show it. */
  readonly text: string;
}

/** Everything that the containers of a workload are told. */
export interface Told {
  readonly settings: readonly ToldSetting[];
  readonly unread: readonly UnreadSetting[];
  /** Variables that a later source or entry of the same name hides, so that the program never sees them. */
  readonly hidden: readonly ToldSetting[];
  /** The files whole, whose settings are among {@link settings} as far as any reader knows them. */
  readonly files: readonly ToldFile[];
}

/** A container with all that it takes to read what it is told. */
export interface Reading {
  readonly container: Container;
  readonly workload: Workload;
  readonly reader: Reader;
  readonly objects: SharedObjects;
  readonly root: Place;
  readonly references: readonly ObjectReference[];
}

/** What takes a text from an object: the texts with their keys, or why there are none. */
export function textsBehind(
  reference: ObjectReference,
  { reader, objects }: Reading,
): { readonly found: DeclaredObject; readonly texts: readonly CarriedText[] } | UnreadReference {
  const resolved = objects.resolve(reference, reader);
  switch (resolved.is) {
    case "declared": {
      const { found } = resolved;
      const texts = found.object.texts.filter(
        ({ key }) => reference.key === undefined || key === reference.key || key === "",
      );
      return { found, texts };
    }
    case "elsewhere":
      return { reason: "is made elsewhere", isElsewhere: true };
    case "unknown":
      return { reason: resolved.reason, isElsewhere: false };
  }
}

export type UnreadReference = Pick<UnreadSetting, "reason" | "isElsewhere">;
