import type { Check } from "../check";
import type { CheckResult } from "../report";
import { resultLines } from "./table";

/** Where results are shown as they come. */
export interface ProgressOutput {
  write(text: string): void;
  /** A terminal also shows what is being checked, in one line below the results. */
  readonly isTerminal: boolean;
  readonly colours: boolean;
}

/** Shows the checks of a run: each result once, when it is there. */
export class Progress {
  readonly #running = new Map<string, string>();
  readonly #output: ProgressOutput;

  constructor(output: ProgressOutput) {
    this.#output = output;
  }

  start({ id, title }: Check): void {
    this.#running.set(id, title);
    this.#paint("");
  }

  result(result: CheckResult): void {
    this.#running.delete(result.check);
    this.#paint(resultLines(result, this.#output.colours));
  }

  /** Clears the line of a terminal. */
  finish(): void {
    this.#running.clear();
    this.#paint("");
  }

  /** Writes lines in the place of what a terminal shows below them, all at once so that nothing flickers. */
  #paint(lines: string): void {
    const { isTerminal } = this.#output;
    const [first] = this.#running.values();
    const others = this.#running.size - 1;
    const below =
      first === undefined ? "" : `checking ${first}${others > 0 ? ` and ${others} more` : ""}`;
    const text = isTerminal ? `\r\x1b[K${lines}${below.slice(0, 78)}` : lines;
    if (text !== "") this.#output.write(text);
  }
}
