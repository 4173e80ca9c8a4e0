import type { Workload } from "../models/workload/workload";

/** Words of names under which stands what browsers and other parties are told, and not what the workload connects to. */
const TOLD_TO_OTHERS =
  /\b(?:public|external|webhooks?|issuer|origins?|cors|allowed|callbacks?|redirects?|self|site|website|canonical|logout|frontend)\b/;

/** The same for pages, where nothing else such as `service` follows. */
const PAGE =
  /\b(?:login|signin|signup|return|success|cancel|unsubscribe|docs|swagger)(?: (?:base|page|server))? ur[li]s?$/;

/** Words of names of what is sent or asked beside the work, for which nothing waits: telemetry, and what is scraped for it. */
const BESIDE =
  /\b(?:otel|otlp|opentelemetry|telemetry|traces?|tracing|metrics(?! (?:api|server|service))|scrapes?|scraping|jaeger|zipkin|statsd|sentry|pyroscope)\b/;

/** Names of lists in which the members of one cluster know each other; they start together. */
const MEMBERS =
  /\b(?:(?:peer|member|seed)s?(?: (?:addrs|addresses|hosts|list|nodes|urls))?$|(?:gossip|raft|quorum|join|initial cluster)\b)/;

/** Names of addresses for links. Within a cluster no browser could follow them, so there they are connected to. */
const LINK =
  /\b(?:app|client|portal|spa|ui|web)(?: (?:base|root|server))? (?:ur[li]s?|domain|host)$/;

/**
 * Tells by the name of a setting whether a workload may wait for the address that it holds.
 *
 * @param name The words of the name, the outermost first.
 */
export function waitsFor(
  name: readonly string[],
  { workload }: { readonly workload: Workload },
): boolean {
  const phrase = name.join(" ");
  return (
    ![TOLD_TO_OTHERS, PAGE, BESIDE, MEMBERS].some((words) => words.test(phrase)) &&
    !(workload.platform === "cloud-run" && LINK.test(phrase))
  );
}
