/**
 * Evaluates the part of PromQL that alerts of the stack are written in, on samples that a test makes up: so that a test
 * says what happens, and not how a query is spelt. https://prometheus.io/docs/prometheus/latest/querying/basics/
 */

/** Samples of one series, each at the end of the minute of which it tells. */
export interface Series {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  /** By minute: what a counter grew by, or the value of a gauge. */
  readonly samples: ReadonlyMap<number, number>;
}

/** A result: a value for each combination of labels. */
type Vector = ReadonlyMap<string, number>;

interface Selector {
  readonly metric: string;
  readonly matchers: readonly { label: string; operator: string; value: string }[];
  readonly minutes: number;
}

const tokenForm =
  /\s*(?:([A-Za-z_:][\w:]*)|(\d+(?:\.\d+)?(?:e-?\d+)?[mhs]?)|("(?:[^"\\]|\\.)*")|(=~|!=|!~|>=|<=|[(){}[\],=/<>+-]))/y;

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  tokenForm.lastIndex = 0;
  while (tokenForm.lastIndex < text.trimEnd().length) {
    const at = tokenForm.lastIndex;
    const [token] = tokenForm.exec(text) ?? [];
    if (token === undefined) {
      throw new Error(`PromQL is not understood at "${text.slice(at, at + 30)}".`);
    }
    tokens.push(token.trim());
  }
  return tokens;
}

/** The result of a query at the end of a minute. */
export function evaluate(text: string, series: readonly Series[], minute: number): Vector {
  const tokens = tokensOf(text);
  let at = 0;
  const next = () => tokens[at] ?? "";
  const take = (wanted?: string): string => {
    const token = tokens[at++];
    if (token === undefined || (wanted !== undefined && token !== wanted)) {
      throw new Error(`PromQL has "${token}" where "${wanted}" is expected.`);
    }
    return token;
  };

  /** `and` and `unless` bind least, then comparisons, then division. */
  function sets(): Vector {
    let left = comparison();
    while (["and", "unless"].includes(next())) {
      const isKept = take() === "and";
      const right = comparison();
      left = new Map([...left].filter(([labels]) => right.has(labels) === isKept));
    }
    return left;
  }

  function comparison(): Vector {
    const left = quotient();
    const holds = comparisons[next()];
    if (holds === undefined) {
      return left;
    }
    take();
    const limit = Number(take());
    return new Map([...left].filter(([, value]) => holds(value, limit)));
  }

  function quotient(): Vector {
    let left = term();
    while (next() === "/") {
      take();
      const right = term();
      left = new Map(
        [...left].flatMap(([labels, value]) => {
          const divisor = right.get(labels);
          return divisor === undefined ? [] : [[labels, value / divisor] as const];
        }),
      );
    }
    return left;
  }

  function term(): Vector {
    if (next() === "(") {
      take();
      const inner = sets();
      take(")");
      return inner;
    }
    const reducer = take();
    take("by");
    take("(");
    const by: string[] = [];
    while (next() !== ")") {
      by.push(take());
      if (next() === ",") take();
    }
    take(")");
    take("(");
    const overTime = ["increase", "max_over_time"].includes(next()) ? take() : undefined;
    if (overTime !== undefined) take("(");
    const selected = selector();
    if (overTime !== undefined) take(")");
    take(")");
    return reduced(reducer, by, selected, overTime);
  }

  function selector(): Selector {
    const metric = take();
    const matchers: Selector["matchers"][number][] = [];
    take("{");
    while (next() !== "}") {
      const label = take();
      const operator = take();
      matchers.push({ label, operator, value: JSON.parse(take()) });
      if (next() === ",") take();
    }
    take("}");
    // A gauge without a range is its last sample of five minutes.
    let minutes = 5;
    if (next() === "[") {
      take();
      const range = take();
      minutes = Number.parseInt(range, 10) * (range.endsWith("h") ? 60 : 1);
      take("]");
    }
    return { metric, matchers, minutes };
  }

  function reduced(
    reducer: string,
    by: readonly string[],
    { metric, matchers, minutes }: Selector,
    overTime: string | undefined,
  ): Vector {
    const result = new Map<string, number>();
    for (const one of series) {
      const value =
        one.metric === metric && matches(one, matchers) && sampleOf(one, minutes, overTime);
      if (typeof value === "number") {
        const labels = by.map((label) => one.labels[label] ?? "").join(",");
        const before = result.get(labels);
        result.set(
          labels,
          before === undefined
            ? value
            : reducer === "max"
              ? Math.max(before, value)
              : before + value,
        );
      }
    }
    return result;
  }

  function sampleOf({ samples }: Series, minutes: number, overTime: string | undefined) {
    const seen: number[] = [];
    for (let when = minute - minutes + 1; when <= minute; when++) {
      const sample = samples.get(when);
      if (sample !== undefined) seen.push(sample);
    }
    if (seen.length === 0) {
      return undefined;
    }
    switch (overTime) {
      case "increase":
        return seen.reduce((sum, sample) => sum + sample, 0);
      case "max_over_time":
        return Math.max(...seen);
      default:
        return seen.at(-1);
    }
  }

  const result = sets();
  if (at < tokens.length) {
    throw new Error(`PromQL goes on with "${next()}".`);
  }
  return result;
}

const comparisons: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  ">": (value, limit) => value > limit,
  ">=": (value, limit) => value >= limit,
  "<": (value, limit) => value < limit,
};

function matches({ labels }: Series, matchers: Selector["matchers"]): boolean {
  return matchers.every(({ label, operator, value }) => {
    const own = labels[label] ?? "";
    const isSame = operator.includes("~") ? new RegExp(`^(?:${value})$`).test(own) : own === value;
    return operator.startsWith("!") ? !isSame : isSame;
  });
}

/** From which minute on a condition that holds for `seconds` opens an incident, for which labels; `undefined`: never. */
export function opensAt(
  { query, duration }: { readonly query: string; readonly duration: string },
  series: readonly Series[],
  minutes: number,
): { readonly minute: number; readonly labels: string } | undefined {
  const since = new Map<string, number>();
  for (let minute = 1; minute <= minutes; minute++) {
    const result = evaluate(query, series, minute);
    for (const labels of since.keys()) {
      if (!result.has(labels)) since.delete(labels);
    }
    for (const labels of result.keys()) {
      const first = since.get(labels) ?? minute;
      since.set(labels, first);
      if ((minute - first) * 60 >= Number.parseInt(duration, 10)) {
        return { minute, labels };
      }
    }
  }
  return undefined;
}
