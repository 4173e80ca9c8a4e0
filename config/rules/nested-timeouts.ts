import { longestStart } from "../longest-start";
import { platformNames, platformOf } from "../platforms";
import { formatPath, type Path, type Problem, problemAt, quote } from "../problem";
import type { Duration } from "../schema/duration";
import { entriesOf, type Rule, type Subject, servicesOf } from "./rule";

/**
 * Longest time in seconds that the load balancer in front of Cloud Run waits for a request. It is fixed
 * (https://cloud.google.com/load-balancing/docs/negs/serverless-neg-concepts#limitations).
 */
const loadBalancerTimeout = 3600;

type Service = ReturnType<typeof servicesOf>[number][1];
type Use = NonNullable<Service["uses"]>[string] & object;

/** One time of a ladder. */
interface Rung {
  readonly path: Path;
  readonly time: Duration;
  /** What the time is for, completing "more time for ...". */
  readonly what: string;
}

/** Times that nest in each other, with the platform's own as the last. */
interface Ladder {
  readonly connect: Rung;
  /** The times that one connection must fit in. */
  readonly above: readonly Rung[];
  /** The platform's limit, as it stands at the end. */
  readonly limit: string;
}

function startRungs(path: Path, target: string, service: Service, use: Use): Rung[] {
  const { phases = [], within } = service.startup ?? {};
  const opening = phases.flatMap((phase, index): Rung[] =>
    phase?.opens === target && phase.within !== undefined
      ? [
          {
            path: [...path, "startup", "phases", index, "within"],
            time: phase.within,
            what: `phase ${index + 1}${phase.name === undefined ? "" : ` (${quote(phase.name)})`}`,
          },
        ]
      : [],
  );
  // A service that can do without the database does not wait for it when it starts.
  const whole: Rung[] =
    within === undefined || use.optional === true
      ? []
      : [{ path: [...path, "startup", "within"], time: within, what: "the start" }];
  return [...opening, ...whole];
}

function laddersOf({ file }: Subject, name: string, service: Service): Ladder[] {
  const path = ["holdfast:services", name];
  const platform = platformOf(file, service) ?? "cloud-run";
  return entriesOf(service.uses).flatMap(([target, use]): Ladder[] => {
    const time = file["holdfast:postgres"]?.[target]?.connectTimeout;
    if (time === undefined) {
      return [];
    }
    const connect: Rung = {
      path: ["holdfast:postgres", target, "connectTimeout"],
      time,
      what: "one connection",
    };
    const { requestTimeout } = service;
    const request: Rung[] =
      requestTimeout === undefined
        ? []
        : [{ path: [...path, "requestTimeout"], time: requestTimeout, what: "a request" }];
    return [
      {
        connect,
        above: startRungs(path, target, service, use),
        limit: `${longestStart[platform]}s of ${platformNames[platform]}`,
      },
      { connect, above: request, limit: `${loadBalancerTimeout}s of the load balancer` },
    ];
  });
}

/** Most times of a ladder that are shown: many phases can open one database. */
const mostShown = 6;

/** A ladder in one line, from the time that should be the shortest to the one that should be the longest. */
function show({ connect, above, limit }: Ladder): string {
  const shown =
    above.length < mostShown ? above : [...above.slice(0, mostShown - 1), ...above.slice(-1)];
  const rungs = [connect, ...shown].map(({ path, time }) => `${formatPath(path)} ${time.text}`);
  return `${rungs.join(" < ")} <= ${limit}`;
}

/**
 * A connection to a database can fail and be reported while the one who waits for it still waits: connect timeout
 * < phase that opens the database < time for the start, and connect timeout < request timeout.
 */
export const nestedTimeouts: Rule = (subject) =>
  servicesOf(subject).flatMap(([name, service]) =>
    laddersOf(subject, name, service).flatMap((ladder) => {
      const { connect, above } = ladder;
      return above
        .filter(({ time }) => time.seconds <= connect.time.seconds)
        .map(
          ({ path, time, what }): Problem =>
            problemAt(path, {
              found: `${quote(time.text)} in the ladder ${show(ladder)}`,
              allowed: `more time for ${what} than the ${quote(connect.time.text)} that one connection may take`,
              action: `Raise it, or lower ${formatPath(connect.path)}.`,
            }),
        );
    }),
  );
