import type { Place } from "../../framework/place";
import { Unknown, type Value } from "../../framework/value";
import type {
  Container,
  ContainerRole,
  EnvironmentReference,
  EnvironmentVariable,
} from "./workload";

/** How a platform spells the properties of a container. */
export interface ContainerSpelling {
  readonly command: string;
  readonly environment: string;
  /** Reads where a variable's value comes from, at the place of the variable. */
  readonly reference: (variable: Place) => EnvironmentReference | undefined;
}

/** Reads one container. */
export function readContainer(
  place: Place,
  role: ContainerRole,
  spelling: ContainerSpelling,
): Container {
  const environment = place.at(spelling.environment);
  const unread = unreadPart(environment);
  return {
    path: place.path,
    role,
    name: place.at("name").text(),
    image: place.at("image").text(),
    command: readWords(place.at(spelling.command)),
    args: readWords(place.at("args")),
    environment: environment.entries().flatMap((variable) => readVariable(variable, spelling)),
    ...(unread === undefined ? {} : { environmentUnknown: unread }),
    ports: readPorts(place.at("ports")),
  };
}

/** Why a list, or one of its entries, cannot be read now. */
function unreadPart(list: Place): string | undefined {
  return (
    list.unknownReason() ??
    list
      .entries()
      .find((entry) => entry.value instanceof Unknown)
      ?.unknownReason()
  );
}

function readVariable(variable: Place, spelling: ContainerSpelling): EnvironmentVariable[] {
  const name = variable.at("name").text();
  if (variable.value instanceof Unknown || name === undefined) {
    return [];
  }
  const place = variable.at("value");
  const value = scalarText(place);
  const reference = spelling.reference(variable);
  return [
    {
      path: place.path,
      name,
      ...(value === undefined ? {} : { value }),
      ...(reference === undefined ? {} : { reference }),
    },
  ];
}

/** A text, also where a program in YAML gives a number or a switch, of which the provider makes one. */
function scalarText(place: Place): Value<string> | undefined {
  const { value } = place;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : place.text();
}

/** A command or its arguments: a list of words, unknown as a whole, or absent. */
function readWords(list: Place): readonly Value<string>[] | Value<undefined> {
  if (list.value instanceof Unknown) {
    return list.value;
  }
  return Array.isArray(list.value)
    ? list.entries().flatMap((word) => word.text() ?? [])
    : undefined;
}

/** Cloud Run services declare one port as an object, everything else a list. */
function readPorts(ports: Place): readonly Value<number>[] {
  const entries = ports.record() === undefined ? ports.entries() : [ports];
  return entries.flatMap((entry) => entry.at("containerPort").number() ?? []);
}
