import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stackFileOf, stacksOf } from "../offline/engine/stack-file";

/** A stack file, as it is or with one line changed. */
export interface StackVariant {
  /** What tests call it; that of a stack file as it is, is the name of the stack. */
  readonly name: string;
  readonly stack: string;
  /** Text of the stack file. */
  readonly text: string;
}

/** The stack that runs on either platform by one line of its file. */
export const portableStack = "pyairtable";

const platformLine = /^ {2}holdfast:platform: cloud-run\b/gm;

/** The text of a stack's file. */
export function textOf(program: string, stack: string): string {
  return readFileSync(stackFileOf(program, stack) ?? join(program, `Pulumi.${stack}.yaml`), "utf8");
}

/** A stack file with the one line changed that says where it runs. */
export function onGke(text: string): string {
  if (text.match(platformLine)?.length !== 1) {
    throw new Error('The stack file has not one line "holdfast:platform: cloud-run".');
  }
  return text.replace(platformLine, "  holdfast:platform: gke");
}

/** Every stack file of a folder as it is, and the portable one on the other platform. */
export function stackVariants(program: string): StackVariant[] {
  return stacksOf(program).flatMap((stack) => {
    const text = textOf(program, stack);
    const own = { name: stack, stack, text };
    return stack === portableStack
      ? [own, { name: `${stack}-on-gke`, stack, text: onGke(text) }]
      : [own];
  });
}
