import type { PublicService } from "./public-service";

/** What a watcher says, and what it is made of. */
export interface Watcher {
  /** Filters, queries and names in it. */
  readonly texts: readonly string[];
  /** URNs of the resources that it is made of, by its own properties or by those that it names. */
  readonly from: readonly string[];
  /** Whether a part of it cannot be read now, which may name anything. */
  readonly isUnread: boolean;
  /** Whether it may watch whatever there is, as code of its own does. */
  readonly isOpen?: boolean;
}

/** How a service is watched by watchers of one kind: `maybe` where one cannot be read now. */
export type Covered = "yes" | "maybe" | "no";

/** Metrics by which every service of a platform is seen, unless a label narrows them. */
const SEEN: readonly (readonly [RegExp, (service: PublicService) => boolean])[] = [
  [
    /run[._]googleapis[._]com(?![/:]job)|cloud_run_revision/,
    ({ platform }) => platform === "cloud-run",
  ],
  [
    /loadbalancing[._]googleapis[._]com|https_lb_rule|http_load_balancer/,
    ({ isBalanced }) => isBalanced,
  ],
  [
    /kubernetes[._]io[:/]|\bkube_\w+|k8s_(?:container|pod|cluster)|container_(?:cpu|memory)\w*/,
    ({ platform }) => platform === "kubernetes",
  ],
  // What services tell of themselves, in the words of OpenTelemetry and of Prometheus.
  [
    /http[._]server[._]request|http_requests?_|prometheus\.googleapis\.com|workload\.googleapis\.com|istio_request|(?:^|\W)up(?:\{|\s*[=<>!])/,
    () => true,
  ],
  [/uptime_check/, () => true],
];

/** What Cloud Run runs beside services, of which the same metrics tell. */
const NO_SERVICE = /cloud_run_(?:job|worker_pool)/;

/** A label that narrows a metric to some services, with what it is compared with. */
const NARROWING =
  /\b(service_name|revision_name|configuration_name|backend_target_name|backend_name|backend_service_name|url_map_name|target_proxy_name|forwarding_rule_name|matched_url_path_rule|namespace_name|namespace|container_name|container|pod_name|pod|deployment|workload|top_level_controller_name|service|job|app|host|check_id|instance|exported_service|destination_service_name)"?\]?\s*(=~|!=|!~|==?|:|<>)\s*(monitoring\.regex\.full_match\(|one_of\(|starts_with\(|ends_with\(|has_substring\()?\s*("(?:[^"\\]|\\.)*"|'[^']*')?/g;

/** Labels that narrow a metric to what lies together, and not to one service of it. */
const NAMESPACE = /^namespace(?:_name)?$/;

/** What stands before a label in a comparison that is turned round: `NOT resource.labels.service_name="api"`. */
const TURNED = /(?:\bNOT\s+|(?:^|[\s(])-)\(?[\w.]*"?$/i;

/** One comparison of a label. */
interface Narrowing {
  readonly label: string;
  /** Whether it leaves out what the label is compared with. */
  readonly leavesOut: boolean;
  /** The value as written; empty where it is none. */
  readonly written: string;
  /** The expression that it is; undefined for a plain value. */
  readonly expression?: string;
  /** Where it stands. */
  readonly from: number;
  readonly to: number;
}

function narrowingsIn(text: string): readonly Narrowing[] {
  return [...text.matchAll(NARROWING)].map((match) => {
    const [all, label = "", operator = "", how = "", value = ""] = match;
    const written = value.slice(1, -1);
    const isExpression =
      operator.includes("~") || how.includes("regex") || /^(starts|ends|has)/.test(how);
    return {
      label,
      leavesOut:
        ["!=", "!~", "<>"].includes(operator) ||
        TURNED.test(text.slice(Math.max(0, match.index - 60), match.index)),
      written,
      ...(isExpression ? { expression: expressionOf(how, written) } : {}),
      from: match.index,
      to: match.index + all.length,
    };
  });
}

/** All watchers of one kind, indexed: a question costs no more than the expressions that narrow them. */
export class Coverage {
  private readonly tokens = new Set<string>();
  private readonly namespaces = new Set<string>();
  private readonly from = new Set<string>();
  private readonly seen = new Set<(service: PublicService) => boolean>();
  private readonly expressions = new Map<string, RegExp | undefined>();
  private readonly isUnread: boolean;

  /** @param byMetric Whether a metric that every service writes stands for all of them. */
  constructor(watchers: readonly Watcher[], byMetric: boolean) {
    for (const { texts, from, isOpen } of watchers) {
      if (isOpen === true) {
        this.seen.add(everything);
      }
      for (const urn of from) {
        this.from.add(urn);
      }
      for (const text of texts) {
        this.addText(text, byMetric);
      }
    }
    this.isUnread = watchers.some(({ isUnread }) => isUnread);
  }

  private addText(text: string, byMetric: boolean): void {
    const narrowings = narrowingsIn(text);
    const leftOut = narrowings.filter(({ leavesOut }) => leavesOut);
    const included = narrowings.filter(({ leavesOut }) => !leavesOut);
    const ofOne = included.filter(({ label }) => !NAMESPACE.test(label));
    this.addTokens(
      leftOut
        .toReversed()
        .reduce((rest, { from, to }) => rest.slice(0, from) + rest.slice(to), text),
    );
    for (const { label, written, expression } of included) {
      // The names in a list such as `a|b` are words of the text already.
      if (expression !== undefined && expression !== `^(?:${written.replace(/[^\w|-]/g, "")})$`) {
        this.expressions.set(expression, compiledOf(expression));
      }
      if (NAMESPACE.test(label) && ofOne.length === 0) {
        for (const name of written.split("|")) this.namespaces.add(name.toLowerCase());
      }
    }
    // Words that leave some out leave the others in.
    if (byMetric && included.length === 0 && !NO_SERVICE.test(text)) {
      for (const [metric, isSeen] of SEEN) {
        if (metric.test(text)) {
          this.seen.add(leftOut.length === 0 ? isSeen : but(leftOut, isSeen));
        }
      }
    }
  }

  private addTokens(text: string): void {
    for (const token of text.toLowerCase().match(/[a-z0-9*][a-z0-9.*-]*/g) ?? []) {
      this.tokens.add(token);
      for (const wildcard of wildcardsOf(token)) {
        this.tokens.add(wildcard);
      }
    }
  }

  /** Whether one of the watchers watches a service. */
  covers(service: PublicService): Covered {
    const names = namesOf(service);
    if (
      names.some((name) => this.tokens.has(name)) ||
      (service.namespace !== undefined && this.namespaces.has(service.namespace)) ||
      service.made.some((urn) => this.from.has(urn)) ||
      [...this.seen].some((isSeen) => isSeen(service)) ||
      names.some((name) =>
        [...this.expressions.values()].some((expression) => expression?.test(name)),
      )
    ) {
      return "yes";
    }
    return this.isUnread ? "maybe" : "no";
  }
}

const everything = () => true;

function namesOf({ names, hosts }: PublicService): readonly string[] {
  return [...names, ...hosts].map((name) => name.toLowerCase());
}

/** What a metric tells of all services but for those that are left out. */
function but(
  leftOut: readonly Narrowing[],
  isSeen: (service: PublicService) => boolean,
): (service: PublicService) => boolean {
  const names = new Set(leftOut.map(({ written }) => written.toLowerCase()));
  const expressions = leftOut.flatMap(({ expression }) =>
    expression === undefined ? [] : (compiledOf(expression) ?? []),
  );
  return (service) =>
    isSeen(service) &&
    !(service.namespace !== undefined && names.has(service.namespace)) &&
    !namesOf(service).some(
      (name) => names.has(name) || expressions.some((expression) => expression.test(name)),
    );
}

/** The wildcards that a host is one of, such as `*.example.com`. */
function wildcardsOf(host: string): readonly string[] {
  const labels = host.split(".");
  return labels.length < 3
    ? []
    : labels.slice(1, -1).map((_, index) => `*.${labels.slice(index + 1).join(".")}`);
}

/** The expression that a label is compared with, also as words such as `starts_with`. */
function expressionOf(how: string, written: string): string {
  const literal = written.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  if (how.startsWith("starts")) return `^${literal}`;
  if (how.startsWith("ends")) return `${literal}$`;
  if (how.startsWith("has")) return literal;
  return `^(?:${written})$`;
}

/** The expression, if it is one that can be tried here in a time that does not grow with what it is tried on. */
function compiledOf(expression: string): RegExp | undefined {
  try {
    return expression.length > 2000 || /[+*]\)[+*{]/.test(expression)
      ? undefined
      : new RegExp(expression);
  } catch {
    return undefined;
  }
}
