import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { isKnown } from "../../framework/value";
import { referencesOf } from "../carrier/object-reference";
import { givenIn } from "../network/network-map";
import type { Relations } from "../relation/relations";
import { readCloudRunWorkload } from "../workload/cloud-run";
import { namesOfServer } from "./private-server";

const SECRETS: ReadonlySet<string> = new Set([
  "gcp:secretmanager/secret:Secret",
  "gcp:secretmanager/regionalSecret:RegionalSecret",
]);
const VERSIONS: ReadonlySet<string> = new Set([
  "gcp:secretmanager/secretVersion:SecretVersion",
  "gcp:secretmanager/regionalSecretVersion:RegionalSecretVersion",
]);
const PAYLOADS = ["secretData", "secretDataWo"];

/** Addresses, host names and connection names within a longer text. */
const NAMES = /[A-Za-z0-9][A-Za-z0-9.-]*(?::[A-Za-z0-9-]+){0,3}/g;

/** Finds which of some servers the Cloud Run workloads of a stack are told of. Make one for a run. */
export class Consumers {
  private readonly servers: ReadonlySet<string>;
  /** URNs of servers by a text that names them. */
  private readonly byName: ReadonlyMap<string, string>;
  /** URNs of servers that the versions of a secret are made from, by the URN of the secret and of the version. */
  private readonly bySecret = new Map<string, Set<string>>();

  constructor(
    stack: readonly StackResource[],
    servers: readonly StackResource[],
    private readonly relations: Relations,
  ) {
    this.servers = new Set(servers.map(({ urn }) => urn));
    this.byName = new Map(
      servers.flatMap((server) => namesOfServer(server).map((name) => [name, server.urn] as const)),
    );
    for (const version of stack.filter(({ type }) => VERSIONS.has(type))) {
      this.addVersion(version);
    }
  }

  /** URNs of the servers whose address, credentials or connection name a workload is given. */
  serversOf(workload: StackResource): ReadonlySet<string> {
    const found = new Set<string>();
    const template = readTexts(givenIn(workload, "template"));
    for (const urn of workload.propertyDependencies.get("template") ?? []) {
      // Where every value is known, the values tell: the name of an instance alone is no way to connect.
      if (template.hasUnknown && this.servers.has(urn)) {
        found.add(urn);
      }
      addAll(found, this.bySecret.get(urn));
    }
    for (const secret of this.secretsOf(workload)) {
      addAll(found, this.bySecret.get(secret));
    }
    for (const text of template.texts) {
      addAll(found, this.named(text));
    }
    return found;
  }

  private addVersion(version: StackResource): void {
    const found = new Set<string>();
    for (const payload of PAYLOADS) {
      const dependencies = version.propertyDependencies.get(payload) ?? [];
      addAll(
        found,
        dependencies.filter((urn) => this.servers.has(urn)),
      );
      addAll(
        found,
        readTexts(givenIn(version, payload)).texts.flatMap((text) => this.named(text)),
      );
    }
    const secrets = this.relations
      .behind(version, givenIn(version, "secret"), (type) => SECRETS.has(type))
      .map(({ resource }) => resource.urn);
    for (const urn of [version.urn, ...secrets]) {
      this.bySecret.set(urn, addAll(this.bySecret.get(urn) ?? new Set(), found));
    }
  }

  /** Secrets that a workload names in its variables and volumes. */
  private secretsOf(workload: StackResource): readonly string[] {
    const props = workload.inputs ?? workload.props;
    const read = readCloudRunWorkload({ ...workload, props });
    return read === undefined
      ? []
      : referencesOf(read, new Place(props))
          .filter(({ name }) => name !== undefined && isKnown(name))
          .flatMap(({ name }) =>
            this.relations.behind(workload, new Place(name, "template"), (type) =>
              SECRETS.has(type),
            ),
          )
          .map(({ resource }) => resource.urn);
  }

  private named(text: string): readonly string[] {
    return [...text.matchAll(NAMES)].flatMap(([name]) => {
      const host = name.split(":")[0] ?? "";
      return [this.byName.get(name), this.byName.get(host)].flatMap((urn) => urn ?? []);
    });
  }
}

function addAll(set: Set<string>, urns: Iterable<string> = []): Set<string> {
  for (const urn of urns) {
    set.add(urn);
  }
  return set;
}

/** What can be read within a value. */
interface Texts {
  readonly texts: readonly string[];
  readonly hasUnknown: boolean;
}

function readTexts({ value }: Place): Texts {
  if (typeof value === "string") {
    return { texts: [value], hasUnknown: false };
  }
  if (!isKnown(value)) {
    return { texts: [], hasUnknown: true };
  }
  if (typeof value !== "object" || value === null) {
    return { texts: [], hasUnknown: false };
  }
  const parts = Object.values(value).map((entry) => readTexts(new Place(entry)));
  return {
    texts: parts.flatMap((part) => part.texts),
    hasUnknown: parts.some((part) => part.hasUnknown),
  };
}
