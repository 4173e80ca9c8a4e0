import {
  connectTimeoutIn,
  namesConnectTimeout,
} from "../../policies/models/connection/connect-timeout";
import { formatPath, type Path, type Problem, problemAt, quote } from "../problem";
import { targetsOf } from "../targets";
import { resolveVariables } from "../variables";
import { entriesOf, type Rule, type Subject, servicesOf } from "./rule";

type Service = ReturnType<typeof servicesOf>[number][1];
type Targets = ReturnType<typeof targetsOf>;

/** A use of a database, and the variable that tells its connect timeout. */
interface Told {
  readonly target: string;
  readonly variable: string | undefined;
}

/** Something that tells a service a value, and where the stack file writes it. */
interface Source {
  readonly path: Path;
  readonly name: string;
  /** The value, where the stack file has it. */
  readonly value?: string;
}

function databasesUsed(targets: Targets, { uses }: Service): Told[] {
  return entriesOf(uses)
    .filter(([target]) => targets.get(target)?.[0] === "postgres")
    .map(([target, use]) => ({
      target,
      variable: resolveVariables("postgres", target, use.variables).connectTimeout,
    }));
}

function sourcesOf(path: Path, service: Service): Source[] {
  const texts = entriesOf(service.env).map(([name, value]) => ({
    path: [...path, "env", name],
    name,
    value,
  }));
  const secrets = Object.keys(service.secrets ?? {}).map((name) => ({
    path: [...path, "secrets", name],
    name,
  }));
  const told = entriesOf(service.uses).flatMap(([target, use]) =>
    entriesOf(use.variables)
      .filter(([fact]) => fact !== "connectTimeout")
      .map(([fact, name]) => ({ path: [...path, "uses", target, "variables", fact], name })),
  );
  return [...texts, ...secrets, ...told];
}

/** The host that a connection string names, if it names one outside the stack. */
function namesOtherHost(text: string): boolean {
  const [, host = ""] = /(?:\/\/(?:[^@/\s]*@)?|\bhost\s*=\s*)([^/:?,\s]+)/.exec(text) ?? [];
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i.test(host);
}

function means({ name, value }: Source, told: readonly Told[]): string | undefined {
  const byName = told.some(({ target }) => namesConnectTimeout(name, target.split("-")));
  if (byName) {
    return `${quote(name)}, which means the connect timeout of a database`;
  }
  const within = value === undefined || namesOtherHost(value) ? undefined : connectTimeoutIn(value);
  return within && `a connection string with ${quote(within.text)}`;
}

function problemsOf(subject: Subject, targets: Targets, name: string, service: Service): Problem[] {
  const told = databasesUsed(targets, service);
  const [first] = told;
  if (first === undefined) {
    return [];
  }
  // A variable that a use sets already is refused as such.
  const taken = new Set(told.map(({ variable }) => variable));
  const { target, variable = "" } = first;
  const place = formatPath(["holdfast:postgres", target, "connectTimeout"]);
  const declared = subject.file["holdfast:postgres"]?.[target]?.connectTimeout?.text;
  return sourcesOf(["holdfast:services", name], service)
    .filter((source) => !taken.has(source.name))
    .flatMap((source) => {
      const found = means(source, told);
      return found === undefined
        ? []
        : [
            problemAt(source.path, {
              found,
              allowed: `one place for it, ${place}${declared === undefined ? "" : ` (${quote(declared)})`}, which reaches the service as ${quote(variable)}`,
              action: `Remove it, and let the program read ${quote(variable)}, or name that variable in uses.${target}.variables.connectTimeout.`,
            }),
          ];
    });
}

/**
 * The connect timeout of a database has one source: its own declaration. A service that uses the database is told
 * no second one.
 */
export const connectTimeoutSource: Rule = (subject) => {
  const targets = targetsOf(subject.file);
  return servicesOf(subject).flatMap(([name, service]) =>
    problemsOf(subject, targets, name, service),
  );
};
