import { type Finding, undetermined, violation } from "../framework/finding";
import { matchesPattern } from "../framework/pattern";
import type { StackFinding, StackResource } from "../framework/policy";
import { nameWords } from "../models/endpoint/name-words";
import { readNaming } from "../models/endpoint/naming";
import { MadeObjects } from "../models/kubernetes/made-objects";
import { shownNamespace, shownObjectName } from "../models/kubernetes/object";
import { ObjectIndex } from "../models/kubernetes/object-index";
import { readService, type Service } from "../models/kubernetes/service";
import { shownSource, toldEndpoints } from "../models/told/told-endpoints";
import { type ToldWorkload, toldWorkloads } from "../models/told/told-settings";
import { type ClusterHost, clusterHost, clusterHostOf } from "./cluster-host";
import * as message from "./message";
import { checkPodName } from "./pod-name";
import { checkPort, saidPorts } from "./port";
import { endpointsOfUnread } from "./unread-objects";

/** What the check is told beside the program. */
export interface EndpointOptions {
  /** Services that others keep, as `namespace/name` with `*` and `?`. */
  readonly elsewhere: readonly string[];
}

interface World {
  readonly index: ObjectIndex;
  readonly made: MadeObjects;
  readonly options: EndpointOptions;
}

/** How often a Service may be another name for a further one. */
const MAX_ALIASES = 4;

/** Judges the names of the cluster that the workloads of a stack are told. */
export function checkStack(
  stack: readonly StackResource[],
  options: EndpointOptions,
): readonly StackFinding[] {
  const index = ObjectIndex.of(stack);
  const world = { index, made: new MadeObjects(index), options };
  const workloads = toldWorkloads(stack, index);
  return [
    ...workloads
      .filter(({ workload }) => workload.platform === "kubernetes")
      .flatMap((told) =>
        [...checkTold(told, world), ...checkUnread(told)].map((finding) => ({
          subject: `${told.workload.kind} "${told.workload.name}"`,
          urn: told.resource.urn,
          finding,
        })),
      ),
    ...endpointsOfUnread(stack, workloads).flatMap(({ resource, subject, path, host, said }) => {
      const read = clusterHostOf(host, "outside", index);
      return read === undefined
        ? []
        : checkHost({ host: read, said, path, by: "", asker: resource }, world).map((finding) => ({
            subject,
            urn: resource.urn,
            finding,
          }));
    }),
  ];
}

/** The endpoints of one workload, each host and port once. */
function checkTold(told: ToldWorkload, world: World): readonly Finding[] {
  const seen = new Set<string>();
  return toldEndpoints(told).flatMap((endpoint) => {
    const host = clusterHost(endpoint, told, world.index);
    if (host === undefined) {
      return [];
    }
    const said = saidPorts(endpoint);
    const key = [host.name, host.namespace, host.pod, ...said].join(" ");
    const isSeen = seen.has(key);
    seen.add(key);
    const { source } = endpoint;
    const way = { host, said, path: source.path, by: shownSource(source), asker: told.resource };
    return isSeen ? [] : checkHost(way, world);
  });
}

/** One host that is told somewhere. */
interface Way {
  readonly host: ClusterHost;
  readonly said: readonly number[];
  readonly path: string;
  /** What tells it where the path does not, for a message. */
  readonly by: string;
  readonly asker: StackResource;
}

function checkHost(way: Way, world: World, depth = 0): readonly Finding[] {
  const { host, path, by, asker } = way;
  const { index, made, options } = world;
  const query = { kind: "Service", namespace: host.namespace, name: host.name };
  const answer = index.find({ ...query, asker });
  const leads = () =>
    message.leadsTo(
      host,
      by,
      index.services.map(({ object }) => shownObjectName(object)),
    );
  if (answer.is === "found") {
    const whole = answer.objects.find(({ isPatch }) => !isPatch);
    const service = whole === undefined ? undefined : readService(whole);
    return service === undefined ? [] : checkService(service, leads, way, world, depth);
  }
  const isElsewhere = options.elsewhere.some((pattern) =>
    matchesPattern(pattern, `${shownNamespace(host.namespace)}/${host.name}`),
  );
  if (isElsewhere || made.has(query)) {
    return [];
  }
  if (answer.is === "undetermined") {
    return [undetermined(path, message.unknownWhether(leads(), answer.reason))];
  }
  if (!isJudged(host, index)) {
    return [undetermined(path, message.ofOthers(leads()))];
  }
  const others = answer.others.map(shownObjectName);
  return [violation(path, message.undeclared(leads(), others, host.name))];
}

/**
 * Whether the program answers for a namespace: it declares the namespace, or Services in it. `default` is nobody's, so what a
 * full name means there, and nobody declares, is not there on the next cluster.
 */
function isJudged({ namespace, isFull }: ClusterHost, index: ObjectIndex): boolean {
  return (
    index.declaresNamespace(namespace) ||
    index.inNamespace(namespace, "Service").some(({ isPatch }) => !isPatch) ||
    (namespace === "default" && isFull)
  );
}

function checkService(
  service: Service,
  leads: () => string,
  way: Way,
  world: World,
  depth: number,
): readonly Finding[] {
  const { index } = world;
  const { path } = way;
  const { externalName, object } = service;
  if (externalName !== undefined) {
    const next =
      typeof externalName === "string" && depth < MAX_ALIASES
        ? clusterHostOf(externalName, "outside", index)
        : undefined;
    return next === undefined ? [] : checkHost({ ...way, host: next }, world, depth + 1);
  }
  const { pod } = way.host;
  if (pod !== undefined) {
    const named = checkPodName(pod, service, index);
    if (named === "not headless" || named === "no such pod") {
      return [violation(path, message.unnamedPod(leads(), named === "no such pod"))];
    }
  }
  const port = checkPort(way.said, service, index);
  switch (port.is) {
    case "open":
      return [];
    case "closed":
      return [violation(path, message.closedPort(leads(), way.said, port.ports, port.meant))];
    case "undetermined":
      return [
        undetermined(
          path,
          message.unknownWhether(leads(), `Service "${shownObjectName(object)}" ${port.reason}`),
        ),
      ];
  }
}

/** Values under names of endpoints that cannot be read now, of each workload at once. */
function checkUnread({ unread }: ToldWorkload): readonly Finding[] {
  const hidden = unread.filter(
    ({ key, isElsewhere }) => !isElsewhere && /^[-.\w]{1,253}$/.test(key) && isOfEndpoint(key),
  );
  const [first] = hidden;
  const names = [...new Set(hidden.map(({ key }) => key))];
  return first === undefined
    ? []
    : [undetermined(first.source.path, message.unread(names, first.reason))];
}

function isOfEndpoint(key: string): boolean {
  const { role, use } = readNaming(nameWords(key));
  return (role === "host" || role === "target") && (use === undefined || use === "connect");
}
