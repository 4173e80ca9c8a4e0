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
  [/run[._]googleapis[._]com|cloud_run_revision/, ({ platform }) => platform === "cloud-run"],
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

/** A label that narrows a metric to some services, with what it is compared with. */
const NARROWING =
  /\b(?:service_name|revision_name|configuration_name|backend_target_name|backend_name|backend_service_name|url_map_name|target_proxy_name|forwarding_rule_name|matched_url_path_rule|namespace_name|namespace|container_name|container|pod_name|pod|deployment|workload|top_level_controller_name|service|job|app|host|check_id|instance|exported_service|destination_service_name)"?\]?\s*(=~|!=|!~|=|:|<>)\s*(monitoring\.regex\.full_match\(|one_of\(|starts_with\(|ends_with\(|has_substring\()?\s*("(?:[^"\\]|\\.)*"|'[^']*')?/g;

/** All watchers of one kind, indexed: a question costs no more than the expressions that narrow them. */
export class Coverage {
  private readonly tokens = new Set<string>();
  private readonly from = new Set<string>();
  private readonly seen = new Set<(service: PublicService) => boolean>();
  private readonly expressions: RegExp[] = [];
  private readonly isUnread: boolean;

  /** @param byMetric Whether a metric that every service writes stands for all of them. */
  constructor(watchers: readonly Watcher[], byMetric: boolean) {
    const expressions = new Set<string>();
    for (const { texts, from, isOpen } of watchers) {
      if (isOpen === true) {
        this.seen.add(() => true);
      }
      for (const urn of from) {
        this.from.add(urn);
      }
      for (const text of texts) {
        for (const token of text.toLowerCase().match(/[a-z0-9*][a-z0-9.*-]*/g) ?? []) {
          this.tokens.add(token);
          for (const wildcard of wildcardsOf(token)) {
            this.tokens.add(wildcard);
          }
        }
        const narrowings = [...text.matchAll(NARROWING)];
        for (const [, operator = "", how = "", value = ""] of narrowings) {
          const written = value.slice(1, -1);
          if (operator.includes("~") || how.includes("regex") || /^(starts|ends|has)/.test(how)) {
            expressions.add(expressionOf(how, written));
          }
        }
        // Words that leave some out leave the others in.
        if (
          byMetric &&
          narrowings.every(([, operator = ""]) => ["!=", "!~", "<>"].includes(operator))
        ) {
          for (const [metric, isSeen] of SEEN) {
            if (metric.test(text)) this.seen.add(isSeen);
          }
        }
      }
    }
    for (const expression of expressions) {
      const compiled = compiledOf(expression);
      if (compiled !== undefined) this.expressions.push(compiled);
    }
    this.isUnread = watchers.some(({ isUnread }) => isUnread);
  }

  /** Whether one of the watchers watches a service. */
  covers(service: PublicService): Covered {
    const names = [...service.names, ...service.hosts].map((name) => name.toLowerCase());
    if (
      names.some((name) => this.tokens.has(name)) ||
      service.made.some((urn) => this.from.has(urn)) ||
      [...this.seen].some((isSeen) => isSeen(service)) ||
      names.some((name) => this.expressions.some((expression) => expression.test(name)))
    ) {
      return "yes";
    }
    return this.isUnread ? "maybe" : "no";
  }
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
