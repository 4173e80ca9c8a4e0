import { longestStart } from "../longest-start";
import { nearest } from "../nearest";
import { type Platform, platformNames, platformOf } from "../platforms";
import { type Problem, problemAt, quote, quoteAll } from "../problem";
import { usableBy } from "../targets";
import { type Rule, servicesOf } from "./rule";

type Startup = NonNullable<ReturnType<typeof servicesOf>[number][1]["startup"]>;
type Phase = NonNullable<NonNullable<Startup["phases"]>[number]>;

/** Most phases whose times a message shows one by one. */
const mostShown = 20;

function repeatedProblems(path: readonly string[], phases: Startup["phases"] = []): Problem[] {
  const first = new Map<string, number>();
  return phases.flatMap((phase, index) => {
    const name = phase?.name;
    const other = name === undefined ? undefined : first.get(name);
    if (name === undefined || other === undefined) {
      first.set(name ?? "", first.get(name ?? "") ?? index);
      return [];
    }
    return [
      problemAt([...path, "phases", index, "name"], {
        found: `${quote(name)}, the name of phase ${other + 1} already`,
        allowed: "a different name for each phase",
        action: "Set another name.",
      }),
    ];
  });
}

function unusedProblems(
  path: readonly string[],
  phases: Startup["phases"] = [],
  uses: readonly string[],
  usable: () => readonly string[],
): Problem[] {
  return phases.flatMap((phase, index) => {
    const { opens } = phase ?? {};
    if (opens === undefined || uses.includes(opens) || isMeant(opens, uses, usable())) {
      return [];
    }
    return [
      problemAt([...path, "phases", index, "opens"], {
        found: `${quote(opens)}, which the service does not use`,
        allowed: uses.length === 0 ? "names under uses; there are none" : quoteAll(uses, "or"),
        action: "Name what it uses, or add it to uses.",
      }),
    ];
  });
}

/** A misspelt name under uses is a problem there, and none of the phase that has it right. */
function isMeant(opens: string, uses: readonly string[], usable: readonly string[]): boolean {
  return uses.some((name) => !usable.includes(name) && nearest(name, usable) === opens);
}

function sumProblems(
  path: readonly string[],
  { phases = [], within }: Startup,
  platform: Platform,
): Problem[] {
  const timed = phases.flatMap((phase): (Phase & { within: object })[] =>
    phase?.within === undefined ? [] : [phase as Phase & { within: object }],
  );
  const sum = timed.reduce((total, phase) => total + phase.within.seconds, 0);
  if (within === undefined || sum <= within.seconds) {
    return [];
  }
  const shown = timed.slice(0, mostShown).map(({ name, within: time }) => {
    return name === undefined ? time.text : `${name} ${time.text}`;
  });
  const left = timed.length - shown.length;
  const times = [...shown, ...(left > 0 ? [`${left} more`] : [])].join(" + ");
  return [
    problemAt([...path, "within"], {
      found: `${quote(within.text)}, for phases of ${times} = ${sum}s together`,
      allowed: "at least as much time as all phases together",
      action:
        sum <= longestStart[platform]
          ? `Set it to "${sum}s" or more, or shorten phases.`
          : `Shorten phases to ${longestStart[platform]}s together, the longest start on ${platformNames[platform]}.`,
    }),
  ];
}

/** The phases of a start have names of their own, connect to what the service uses, and fit in its time. */
export const startupPhases: Rule = (subject) =>
  servicesOf(subject).flatMap(([service, written]) => {
    const { startup, uses } = written;
    const platform = platformOf(subject.file, written) ?? "cloud-run";
    const path = ["holdfast:services", service, "startup"];
    return startup === undefined
      ? []
      : [
          ...repeatedProblems(path, startup.phases),
          // All names of the file, which is no work for each service that has nothing wrong.
          ...unusedProblems(path, startup.phases, Object.keys(uses ?? {}), () =>
            usableBy(service, subject.file),
          ),
          ...sumProblems(path, startup, platform),
        ];
  });
