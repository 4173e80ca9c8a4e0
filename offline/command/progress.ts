/** Between two lines of one subject, where lines cannot be painted over, in milliseconds. */
const LINE_EVERY = 10_000;
/** Between two paintings of the line of a terminal, in milliseconds. */
const PAINT_EVERY = 200;

/** Where progress is shown. */
export interface ProgressOutput {
  write(text: string): void;
  /** A terminal shows one line, painted over and over; anything else gets a line now and then. */
  readonly isTerminal: boolean;
  /** Milliseconds since any fixed moment. */
  now(): number;
}

/** Shows what is being done and for how long. */
export interface Progress {
  /** Tells what is being done, such as `registry: compiling (12 packages)`; the subject comes first. */
  tell(message: string): void;
  /** Clears the line that a terminal shows. */
  finish(): void;
}

/** Makes a display of progress on an output, usually standard error. */
export function showProgress(output: ProgressOutput): Progress {
  const start = output.now();
  const latest = new Map<string, string>();
  const shownAt = new Map<string, number>();
  const due = (key: string, interval: number) => {
    const now = output.now();
    if (now - (shownAt.get(key) ?? Number.NEGATIVE_INFINITY) < interval) return false;
    shownAt.set(key, now);
    return true;
  };
  const elapsed = () => `[${Math.round((output.now() - start) / 1000)} s]`;
  return {
    tell(message) {
      const [subject = "", does = ""] = message.split(": ", 2);
      latest.set(subject, message);
      if (output.isTerminal) {
        if (due("", PAINT_EVERY))
          output.write(`\r\x1b[K${elapsed()} ${[...latest.values()].join("; ")}`);
      } else if (due(`${subject} ${does.replace(/ \(.*/, "")}`, LINE_EVERY)) {
        output.write(`${elapsed()} ${message}\n`);
      }
    },
    finish() {
      if (output.isTerminal && latest.size > 0) output.write("\r\x1b[K");
    },
  };
}
