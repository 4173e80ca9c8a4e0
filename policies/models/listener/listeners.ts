import { memoized } from "../../framework/memoized";
import { Place } from "../../framework/place";
import { isKnown } from "../../framework/value";
import { placeAt, podOf } from "../carrier/object-reference";
import { type ContainerTexts, imageName, readContainerTexts } from "../carrier/workload-text";
import { readPort } from "../endpoint/host-port";
import { nameWords } from "../endpoint/name-words";
import { readNaming } from "../endpoint/naming";
import { programOf } from "../endpoint/programs";
import { shellCommands } from "../endpoint/shell";
import type { Container, Workload } from "../workload/workload";
import { databaseProxy, type ProxyStart } from "./database-proxy";
import { injectedPorts } from "./injected";
import { type KnownListener, knownListener, MESH_PORTS } from "./known-listeners";

/** https://cloud.google.com/run/docs/container-contract#port */
const CLOUD_RUN_PORT = 8080;

const HIDDEN_ARGUMENT = "has an argument that is known only after deployment";

/** Where one container listens, as far as the program tells. */
export interface ContainerListener {
  readonly container: Container;
  /** Ports that it declares, that its probes ask, that its listening addresses name, or that its image is known for. */
  readonly ports: ReadonlySet<number>;
  /** Ports under names such as `PORT` and `--port`, which may be where it connects to itself. */
  readonly told: ReadonlySet<number>;
  /** Why it may listen on other ports too, as a clause after its name; undefined when nothing says so. */
  readonly uncertain?: string;
}

/** Where the containers of one workload listen. */
export interface Listeners {
  readonly containers: readonly ContainerListener[];
  /** Ports of what the cluster adds to the pod. */
  readonly injected: ReadonlySet<number>;
  /** Why containers may be missing here, or loopback may be more than the pod; undefined when it is neither. */
  readonly uncertain?: string;
}

/** Reads where the containers of a workload listen, which stands in the properties of `root`. */
export const listenersOf = memoized((workload: Workload, root: Place): Listeners => {
  const [first] = workload.containers;
  const pod = first === undefined ? new Place(undefined) : podOf(root, first);
  const [unknown] = workload.unknowns;
  const uncertain =
    unknown !== undefined
      ? `${unknown.path} ${unknown.reason}`
      : pod.at("hostNetwork").value === true
        ? "the pod shares the network of its node"
        : undefined;
  return {
    containers: workload.containers.map((container) =>
      listenerOf(container, workload, root, readContainerTexts(container, workload).endpoints),
    ),
    injected: new Set(
      workload.platform === "kubernetes" ? [...MESH_PORTS, ...injectedPorts(root, pod)] : [],
    ),
    ...(uncertain === undefined ? {} : { uncertain }),
  };
});

function listenerOf(
  container: Container,
  workload: Workload,
  root: Place,
  endpoints: ContainerTexts["endpoints"],
): ContainerListener {
  const declared = container.ports.filter(isKnown);
  const image = imageName(container);
  const known = image === undefined ? undefined : knownListener(image);
  const start = startOf(container, image);
  const proxy = databaseProxy(start);
  const listening = endpoints.flatMap(({ endpoint }) =>
    endpoint.use === "listen" ? endpoint.ports : [],
  );
  const ports = new Set([
    ...declared,
    ...listening,
    ...probePorts(placeAt(root, container.path)),
    ...(known?.ports ?? []),
    ...(proxy?.ports ?? []),
    ...(isServing(container, workload) && declared.length === 0 ? [CLOUD_RUN_PORT] : []),
  ]);
  const told = new Set(toldPorts(start));
  const uncertain = proxy === undefined ? uncertainty(container, known, start) : proxy.uncertain;
  return { container, ports, told, ...(uncertain === undefined ? {} : { uncertain }) };
}

/** Why a container that is no proxy of a database may listen on other ports than the ones that are known. */
function uncertainty(
  container: Container,
  known: KnownListener | undefined,
  start: ProxyStart,
): string | undefined {
  if (known?.forwardsAnything) {
    return "forwards the ports that its own settings name";
  }
  if (!container.ports.every(isKnown)) {
    return "declares a port that is known only after deployment";
  }
  if (!isKnown(container.image)) {
    return `runs an image that ${container.image.reason}`;
  }
  return start.unread ?? (start.words.includes(undefined) ? HIDDEN_ARGUMENT : undefined);
}

/** The container of a Cloud Run service that takes the requests: on 8080 unless it declares a port. */
function isServing(container: Container, { platform, kind }: Workload): boolean {
  return platform === "cloud-run" && kind === "Cloud Run service" && container.role === "main";
}

function startOf(container: Container, image: string | undefined): ProxyStart {
  const lists = [container.command ?? [], container.args ?? []];
  const words = lists.flatMap((list) => (isKnown(list) ? list : []));
  const hidden = lists.map((list) => (isKnown(list) ? undefined : list.reason));
  const reason = hidden.find((each) => each !== undefined) ?? container.environmentUnknown;
  return {
    image,
    words: words.flatMap((word): readonly (string | undefined)[] =>
      isKnown(word) ? scriptWords(word) : [undefined],
    ),
    variables: new Map(
      container.environment.flatMap(({ name, value }) =>
        isKnown(name) && typeof value === "string" ? [[name, value] as const] : [],
      ),
    ),
    ...(reason === undefined ? {} : { unread: `has settings of which a part ${reason}` }),
  };
}

/** A script taken apart into its words; any other word as it is. */
function scriptWords(word: string): readonly string[] {
  return /\s/.test(word) ? shellCommands(word).flat() : [word];
}

function probePorts(container: Place): readonly number[] {
  return ["startupProbe", "livenessProbe", "readinessProbe"].flatMap((probe) =>
    ["httpGet", "tcpSocket", "grpc"].flatMap((action) => {
      const port = container.at(probe, action, "port").value;
      return (
        readPort(typeof port === "number" || typeof port === "string" ? String(port) : "") ?? []
      );
    }),
  );
}

/** The ports that variables and arguments tell the container to listen on. A client is told where to connect. */
function toldPorts({ words, variables, image }: ProxyStart): readonly number[] {
  const known = words.filter((word) => word !== undefined);
  const program = programOf(known.length > 0 || image === undefined ? known : [image]);
  const flags =
    program?.does === "connect"
      ? []
      : known.flatMap((word, index) => {
          const [, flag, value = known[index + 1] ?? ""] =
            /^--?([A-Za-z][\w.-]*)(?:=(.*))?$/s.exec(word) ?? [];
          return flag === undefined ? [] : ownPorts(flag, value);
        });
  return [...[...variables].flatMap(([name, value]) => ownPorts(name, value)), ...flags];
}

/** The ports under a name such as `PORT`, `HTTP_PORT` or `--listen`; that of `DB_PORT` is another's. */
function ownPorts(name: string, value: string): readonly number[] {
  const words = nameWords(name);
  const isPort = words.at(-1) === "port" || words.at(-1) === "ports";
  const around = readNaming([...words.slice(0, -1), "host"]);
  const isOwn = isPort && (around.owner !== "other" || around.use === "listen");
  if (!isOwn && readNaming(words).use !== "listen") {
    return [];
  }
  return value.split(/[,;\s]+/).flatMap((part) => readPort(part.replace(/^.*:/s, "")) ?? []);
}
