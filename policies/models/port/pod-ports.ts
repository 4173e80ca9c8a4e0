import { memoized } from "../../framework/memoized";
import type { Place } from "../../framework/place";
import { isKnown, Unknown, type Value } from "../../framework/value";
import { placeAt } from "../carrier/object-reference";
import { imageName, readContainerTexts } from "../carrier/workload-text";
import { knownListener } from "../listener/known-listeners";
import { listenersOf } from "../listener/listeners";
import type { Container, EnvironmentVariable, Workload } from "../workload/workload";
import { portNumber } from "./port-number";

/** https://cloud.google.com/run/docs/container-contract#port */
const CLOUD_RUN_PORT = 8080;

/** A port that a container declares. */
export interface DeclaredPort {
  /** Property path of its number. */
  readonly path: string;
  readonly number: Value<number> | undefined;
  readonly name: Value<string> | undefined;
  /** `TCP` where the program gives none. */
  readonly protocol: Value<string>;
}

/** A port on which a setting or an argument has a container listen. */
export interface ListeningPort {
  /** Property path of the text that says so. */
  readonly path: string;
  readonly number: number;
}

/** What the program says of the ports of one container. */
export interface ContainerPorts {
  readonly container: Container;
  /** The words for it, such as `container "api"`. */
  readonly shown: string;
  readonly declared: readonly DeclaredPort[];
  /** The variable by which many programs are told where to listen, where it is a literal number. */
  readonly portVariable?: { readonly variable: EnvironmentVariable; readonly number: number };
  /** The addresses in its settings and arguments on which it listens, such as `--listen 0.0.0.0:8081`. */
  readonly listening: readonly ListeningPort[];
  /** Ports that settings, arguments or the habits of its image say it listens on. */
  readonly listens: ReadonlySet<number>;
  /** Why it may declare or listen on others, as a clause; undefined when nothing says so. */
  readonly uncertain?: string;
}

/** Reads the ports of the containers of a workload that run on, without those that run before the others. */
export const podPorts = memoized((workload: Workload, root: Place): readonly ContainerPorts[] => {
  const { containers, uncertain: unsure } = listenersOf(workload, root);
  const unread = workload.unknowns[0];
  return containers
    .filter(({ container }) => container.role !== "init")
    .map(({ container, told, uncertain }) => {
      const portVariable = readPortVariable(container);
      const declared = declaredPorts(container, workload, root);
      const unknown = declared.find(({ number, name }) => !isKnown(number) || !isKnown(name));
      const reason =
        unread === undefined
          ? (unsure ?? uncertain ?? unknownList(root, container) ?? unknownPort(unknown))
          : `${unread.path} ${unread.reason}`;
      const { endpoints } = readContainerTexts(container, workload);
      const listening = endpoints.flatMap(({ endpoint, path }) =>
        endpoint.use === "listen" ? endpoint.ports.map((number) => ({ path, number })) : [],
      );
      return {
        container,
        shown: `container "${typeof container.name === "string" ? container.name : container.path}"`,
        declared,
        ...(portVariable === undefined ? {} : { portVariable }),
        listening,
        listens: new Set([
          ...told,
          ...listening.map(({ number }) => number),
          ...(knownListener(imageName(container) ?? "")?.ports ?? []),
        ]),
        ...(reason === undefined ? {} : { uncertain: reason }),
      };
    });
});

/** Tells whether a container is known to have a port, by its number. */
export function hasPort(
  { declared, listens, portVariable }: ContainerPorts,
  port: number,
): boolean {
  return (
    declared.some(({ number }) => number === port) ||
    listens.has(port) ||
    portVariable?.number === port
  );
}

/** Tells whether a container declares a port of this name. */
export function namesPort({ declared }: ContainerPorts, wanted: string): boolean {
  return declared.some(({ name }) => name === wanted);
}

/** The ports that a container is said to have, each quoted; empty where nothing says any. */
export function showPorts(containers: readonly ContainerPorts[]): string {
  const numbers = containers.flatMap(({ declared, portVariable }) => [
    ...declared.flatMap(({ number }) => (typeof number === "number" ? [number] : [])),
    ...(portVariable === undefined ? [] : [portVariable.number]),
  ]);
  return [...new Set(numbers)].map((number) => `"${number}"`).join(", ");
}

/** Tells whether a container takes the requests of a Cloud Run service. */
export function isIngress({ container }: ContainerPorts, { kind }: Workload): boolean {
  return kind === "Cloud Run service" && container.role === "main";
}

function declaredPorts(
  container: Container,
  { kind }: Workload,
  root: Place,
): readonly DeclaredPort[] {
  const ports = placeAt(root, container.path).at("ports");
  const places = ports.record() === undefined ? ports.entries() : [ports];
  const declared = places.map((place) => ({
    path: place.at("containerPort").path,
    number: portNumber(place.at("containerPort")),
    name: place.at("name").text(),
    protocol: place.at("protocol").text() ?? "TCP",
  }));
  const listens = kind === "Cloud Run service" && container.role === "main";
  return declared.length === 0 && listens && isKnown(ports.value)
    ? [{ path: ports.path, number: CLOUD_RUN_PORT, name: undefined, protocol: "TCP" }]
    : declared;
}

function readPortVariable(container: Container): ContainerPorts["portVariable"] {
  const variable = container.environment.find(({ name }) => name === "PORT");
  const value = variable?.value;
  return variable !== undefined && typeof value === "string" && /^\d{1,5}$/.test(value)
    ? { variable, number: Number(value) }
    : undefined;
}

function unknownList(root: Place, { path }: Container): string | undefined {
  const ports = placeAt(root, path).at("ports");
  const reason = ports.unknownReason();
  return reason === undefined ? undefined : `has ports of which the list ${reason}`;
}

function unknownPort(port: DeclaredPort | undefined): string | undefined {
  const unknown = [port?.number, port?.name].find((value) => value instanceof Unknown);
  return unknown instanceof Unknown ? `has a port that ${unknown.reason}` : undefined;
}
