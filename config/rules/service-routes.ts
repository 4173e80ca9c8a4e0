import { nearest } from "../nearest";
import { type Path, type Problem, problemAt, quote, quoteAll } from "../problem";
import { answeringService, hostsLeadingTo, type Route, waysByService } from "../routes";
import { type Rule, type Subject, servicesOf } from "./rule";

type Written = NonNullable<ReturnType<typeof servicesOf>[number][1]["routes"]>[number];
type LongForm = Exclude<Written, string>;

/** Headers that carry credentials. */
const credentials = new Set([
  "authorization",
  "cookie",
  "proxy-authorization",
  "x-api-key",
  "api-key",
  "x-auth-token",
]);

/** Headers that the connection itself decides. */
const ofConnection = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Paths that are to answer lead to their service over a host of the edge, and are asked in a way that can be meant. */
export const serviceRoutes: Rule = (subject) => {
  const { "holdfast:edge": edge } = subject.file;
  const waysOf = waysByService(edge);
  const leading = hostsLeadingTo(edge);
  return servicesOf(subject).flatMap(([service, { routes = [] }]) => {
    const seen = new Set<string>();
    return routes.flatMap((written, index) => {
      const at = ["holdfast:services", service, "routes", index];
      const route = typeof written === "string" ? { path: written } : (written ?? {});
      const same = JSON.stringify(route);
      const repeated = seen.has(same);
      seen.add(same);
      if (repeated) return [repetition(at)];
      return [
        ...(edge !== undefined && edge.hosts === undefined
          ? [] // Hosts that cannot be read are a problem of their own.
          : wayProblems({ subject, at, service, route, ways: waysOf.get(service) ?? [], leading })),
        ...requestProblems(subject, at, route),
      ];
    });
  });
};

function repetition(at: Path): Problem {
  return problemAt(at, {
    found: "a route that is written above already",
    allowed: "each route once",
    action: "Remove one of them.",
  });
}

interface Way {
  readonly subject: Subject;
  readonly at: Path;
  readonly service: string;
  readonly route: LongForm;
  /** Every way to the service. */
  readonly ways: readonly Route[];
  readonly leading: (service: string, path: string) => string[];
}

/** What is wrong with the way to a route. */
function wayProblems({ subject, at, service, route, ways, leading }: Way): Problem[] {
  const { path, host } = route;
  const hosts = subject.file["holdfast:edge"]?.hosts ?? {};
  if (path === undefined) return [];
  if (ways.length === 0) {
    return [
      problemAt(at, {
        found: `${quote(path)} of ${quote(service)}, to which no host of edge.hosts leads`,
        allowed: "routes of services that are reached over a host of the edge",
        action: `Lead a host or one of its routes to ${quote(service)}, or remove it: what answers inside only is seen by what the health path of its callers says.`,
      }),
    ];
  }
  if (host !== undefined && !Object.hasOwn(hosts, host)) {
    const own = [...new Set(ways.map((way) => way.host))];
    const meant = nearest(host, own);
    return [
      problemAt([...at, "host"], {
        found: `${quote(host)}, which is no host of edge.hosts`,
        allowed: quoteAll(own, "or"),
        action: meant === undefined ? "Name one of these." : `Write ${quote(meant)}.`,
      }),
    ];
  }
  const found = leading(service, path);
  if (host === undefined ? found.length > 0 : found.includes(host)) return [];
  const asked = host ?? ways[0]?.host ?? "";
  const answers = answeringService(hosts[asked] ?? {}, path);
  return [
    problemAt(at, {
      found: `${quote(path)}, which ${quote(asked)} leads to ${answers === undefined ? "no service" : quote(answers)}, not to ${quote(service)}`,
      allowed: `paths that lead to ${quote(service)}: ${quoteAll(ways.map(shown), "or")}`,
      action: adviceFor({ path, ways, answers }),
    }),
  ];
}

/** A way as people write it: the host and the prefix. */
function shown({ host, prefix }: Route): string {
  return `${host}${prefix ?? "/"}`;
}

function adviceFor({
  path,
  ways,
  answers,
}: {
  path: string;
  ways: readonly Route[];
  answers: string | undefined;
}): string {
  const segments = path.split("/");
  for (const { prefix } of ways) {
    if (prefix === undefined) continue;
    const depth = prefix.split("/").length;
    const start = segments.slice(0, depth).join("/");
    if (nearest(start, [prefix]) !== undefined) {
      return `Write ${quote([prefix, ...segments.slice(depth)].join("/"))}.`;
    }
  }
  return answers === undefined
    ? "Write a path that leads there."
    : `Write it under services.${answers}.routes, or a path that leads there.`;
}

/** What is wrong with the request and what is expected of it. */
function requestProblems({ file }: Subject, at: Path, route: LongForm): Problem[] {
  const { method, json, headers, authenticated, body, contains } = route;
  const problems: Problem[] = [];
  if (json !== undefined && (method === "GET" || method === "HEAD" || method === "OPTIONS")) {
    problems.push(
      problemAt([...at, "method"], {
        found: `${quote(method)}, with a body in json`,
        allowed: "a method that carries a body",
        action: "Remove json, or set the method that takes it.",
      }),
    );
  }
  if (method === "HEAD" && (contains !== undefined || Object.keys(body ?? {}).length > 0)) {
    problems.push(
      problemAt([...at, "method"], {
        found: '"HEAD", with something that the answer must hold',
        allowed: "a method whose answer has a body",
        action: 'Set method to "GET".',
      }),
    );
  }
  if (authenticated === true && file["holdfast:verify"]?.goldenPath === undefined) {
    problems.push(
      problemAt([...at, "authenticated"], {
        found: "true, without verify.goldenPath, whose login gives the token",
        allowed: "false, or true with a golden path",
        action: "Add holdfast:verify with goldenPath, or expect status 401 without a login.",
      }),
    );
  }
  return [...problems, ...Object.keys(headers ?? {}).flatMap((name) => headerProblems(at, name))];
}

function headerProblems(at: Path, name: string): Problem[] {
  const lower = name.toLowerCase();
  const isCredential = credentials.has(lower);
  if (!isCredential && !ofConnection.has(lower)) return [];
  return [
    problemAt([...at, "headers", name], {
      found: `the header ${quote(name)}, which ${isCredential ? "carries a credential" : "the connection decides"}`,
      allowed: "other headers",
      action: isCredential
        ? "Set authenticated: true, which logs in as verify.goldenPath says."
        : "Remove it.",
    }),
  ];
}
