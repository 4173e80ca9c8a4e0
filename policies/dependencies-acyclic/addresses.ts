import type { StackResource } from "../framework/policy";

/** `<service>-<project number>.<region>.run.app`: https://cloud.google.com/run/docs/triggering/https-request. */
const BY_NUMBER = /^([a-z][a-z0-9-]*)-\d{6,}\.([a-z0-9-]+)\.run\.app$/;

/** The hosts of services on Cloud Run, each with what it leads to. */
export class CloudRunHosts<Item> {
  private readonly byHost = new Map<string, Item>();
  /** By name and region; several where services of different projects share them. */
  private readonly byName = new Map<string, Item[]>();

  add(name: string, { props, inputs }: Pick<StackResource, "props" | "inputs">, item: Item): void {
    for (const url of urlsIn(props)) {
      const host = hostOf(url);
      if (host !== undefined) this.byHost.set(host, item);
    }
    const { location } = (inputs ?? props) as { location?: unknown };
    // A service that knows its own number has told its address already; the same name with another number is of another project.
    const isTold = urlsIn(props).some((url) => BY_NUMBER.test(hostOf(url) ?? ""));
    if (typeof location === "string" && !isTold) {
      const key = `${name} ${location}`;
      const others = this.byName.get(key) ?? [];
      others.push(item);
      this.byName.set(key, others);
    }
  }

  /** What a host leads to; undefined where it is of no service that the program declares, or of one of several. */
  find(host: string): Item | undefined {
    const text = host.toLowerCase().replace(/\.$/, "");
    const [, name = "", region = ""] = BY_NUMBER.exec(text) ?? [];
    const named = this.byName.get(`${name} ${region}`) ?? [];
    return this.byHost.get(text) ?? (named.length === 1 ? named[0] : undefined);
  }
}

function urlsIn(props: StackResource["props"]): readonly string[] {
  const { uri, urls, statuses } = props as Record<string, unknown>;
  const inStatuses = Array.isArray(statuses)
    ? statuses.map((status) => (status as { url?: unknown } | null)?.url)
    : [];
  return [uri, ...(Array.isArray(urls) ? urls : []), ...inStatuses].filter(
    (url) => typeof url === "string",
  );
}

function hostOf(url: string): string | undefined {
  return /^https:\/\/([a-z0-9.-]+)/i.exec(url)?.[1]?.toLowerCase();
}
