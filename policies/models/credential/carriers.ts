import { Place } from "../../framework/place";
import type { Named } from "../../framework/subject";
import { isKnown, Unknown, type Value } from "../../framework/value";
import { placeAt } from "../carrier/object-reference";
import { isSharedObject, readSharedObjects } from "../carrier/shared-object";
import { imageName } from "../carrier/workload-text";
import { nameWords } from "../endpoint/name-words";
import { shellCommands } from "../endpoint/shell";
import { isDatabaseProxy } from "../listener/database-proxy";
import { isWorkload, readWorkloads } from "../workload/read-workloads";
import type { Container } from "../workload/workload";
import { headerCredential } from "./header-names";

/** One text of a resource that may hold a credential. */
export interface CarriedValue {
  /** Property path as a message shows it. */
  readonly path: string;
  /** The name of the variable, key or property, as written; it tells what the text is. */
  readonly key: string;
  readonly text: Value<string>;
  /** Whether the SDK marks whatever stands there as secret, so that the mark tells nothing of the program. */
  readonly isMarkedBySdk: boolean;
  /** Whether only secrets stand there. */
  readonly isSecretStore: boolean;
  /** Whether the property is a password, whatever it holds. */
  readonly isPassword: boolean;
  /** The user that the password is for. */
  readonly user?: string;
}

/** A property that is a password: where it stands, and where the user is named. */
interface PasswordProperty {
  readonly keys: readonly string[];
  readonly user?: readonly string[];
}

const PASSWORDS: Readonly<Record<string, readonly PasswordProperty[]>> = {
  "gcp:sql/user:User": [
    { keys: ["password"], user: ["name"] },
    { keys: ["passwordWo"], user: ["name"] },
  ],
  "gcp:sql/databaseInstance:DatabaseInstance": [
    { keys: ["rootPassword"] },
    { keys: ["rootPasswordWo"] },
    { keys: ["replicaConfiguration", "password"], user: ["replicaConfiguration", "username"] },
  ],
  "gcp:alloydb/cluster:Cluster": [
    { keys: ["initialUser", "password"], user: ["initialUser", "user"] },
    { keys: ["initialUser", "passwordWo"], user: ["initialUser", "user"] },
  ],
  "gcp:alloydb/user:User": [
    { keys: ["password"], user: ["userId"] },
    { keys: ["passwordWo"], user: ["userId"] },
  ],
  "gcp:monitoring/notificationChannel:NotificationChannel": [
    { keys: ["sensitiveLabels", "authToken"] },
    { keys: ["sensitiveLabels", "password"] },
    { keys: ["sensitiveLabels", "serviceKey"] },
  ],
  "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig": [
    {
      keys: ["httpCheck", "authInfo", "password"],
      user: ["httpCheck", "authInfo", "username"],
    },
  ],
};

/** Maps of variables that are no list of a container. */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  "gcp:cloudfunctionsv2/function:Function": ["serviceConfig", "environmentVariables"],
  "gcp:cloudfunctions/function:Function": ["environmentVariables"],
};

/** Tells by the type alone whether a resource can carry a credential that this module finds. */
export function carriesCredentials(type: string): boolean {
  return (
    isWorkload(type) ||
    isSharedObject(type) ||
    Object.hasOwn(PASSWORDS, type) ||
    Object.hasOwn(VARIABLES, type)
  );
}

/** All texts of a resource in which a credential may stand, those included that cannot be read now. */
export function carriedValues(resource: Named): readonly CarriedValue[] {
  const root = new Place(resource.props);
  return [
    ...readSharedObjects(resource).flatMap(({ kind, texts }) =>
      texts.map((text) => ({
        ...text,
        isMarkedBySdk: kind !== "ConfigMap",
        isSecretStore: kind !== "ConfigMap",
        isPassword: false,
      })),
    ),
    ...readWorkloads(resource).flatMap(({ containers, platform, unknowns }) => [
      ...unknowns.map(({ path, reason }) => unread(path, reason)),
      ...containers.flatMap((container) => [
        ...ofEnvironment(container, platform === "cloud-run" ? "envs" : "env"),
        ...ofRequests(placeAt(root, container.path)),
        ...ofWords(
          container.command,
          `${container.path}.${platform === "cloud-run" ? "commands" : "command"}`,
        ),
        ...ofWords(container.args, `${container.path}.args`).filter(
          ({ key, text }) => isKnown(text) || key !== "" || !isProxy(container),
        ),
      ]),
    ]),
    ...ofPasswords(resource.type, root),
    ...ofVariables(resource.type, root),
  ];
}

const PLAIN = { isMarkedBySdk: false, isSecretStore: false, isPassword: false } as const;

/** A list or map that cannot be read now, and whatever it holds with it. */
function unread(path: string, reason: string): CarriedValue {
  return { ...PLAIN, path, key: "", text: new Unknown(reason) };
}

function ofEnvironment(
  { path: container, environment, environmentUnknown }: Container,
  list: string,
): readonly CarriedValue[] {
  const values = environment.flatMap(({ path, name, value }) =>
    value === undefined ? [] : [{ ...PLAIN, path, key: isKnown(name) ? name : "", text: value }],
  );
  return environmentUnknown === undefined
    ? values
    : [...values, unread(`${container}.${list}`, environmentUnknown)];
}

/** The headers that the platform sends: those of probes, and of the hooks of a pod. */
function ofRequests(container: Place): readonly CarriedValue[] {
  return REQUESTS.flatMap((keys) => {
    const headers = container.at(...keys, "httpGet", "httpHeaders");
    const reason = headers.unknownReason();
    return reason !== undefined
      ? [unread(headers.path, reason)]
      : headers.entries().flatMap((header) => {
          const place = header.at("value");
          const text = place.text();
          const name = header.at("name").text();
          return text === undefined ? [] : [ofHeader(place, name, text)];
        });
  });
}

function ofHeader(
  place: Place,
  name: Value<string> | undefined,
  text: Value<string>,
): CarriedValue {
  const key = name !== undefined && isKnown(name) ? name : "";
  const named = headerCredential(key);
  return {
    ...PLAIN,
    path: place.path,
    // `Authorization` names no credential by its words, as names of variables go.
    key: named === "credential" ? `${key} token` : key,
    // A cookie is a setting as often as a session, which nobody made up.
    isSecretStore: named === "maybe",
    text,
  };
}

/** Where a container says what is to be asked over HTTP. */
const REQUESTS = [
  ["startupProbe"],
  ["readinessProbe"],
  ["livenessProbe"],
  ["lifecycle", "postStart"],
  ["lifecycle", "preStop"],
] as const;

/** The words of a command; a flag names the word behind it, or what stands behind its `=`. */
function ofWords(list: Container["command"], path: string): readonly CarriedValue[] {
  if (list === undefined) {
    return [];
  }
  if (!isKnown(list)) {
    return [unread(path, list.reason)];
  }
  return list.flatMap((word, index) => {
    const place = `${path}[${index}]`;
    const before = list[index - 1];
    const flag = typeof before === "string" && /^--?[A-Za-z][\w.-]*$/.test(before) ? before : "";
    if (!isKnown(word)) {
      return [{ ...unread(place, word.reason), key: flag }];
    }
    const [, assigned, value] = ASSIGNMENT.exec(word) ?? [];
    return [
      { ...PLAIN, path: place, key: assigned ?? flag, text: value ?? word },
      ...inScript(word, place),
    ];
  });
}

/** What such a proxy is told without a flag is the name of a database, which is often known only after deployment. */
function isProxy(container: Container): boolean {
  const image = imageName(container);
  return image !== undefined && isDatabaseProxy(image);
}

const ASSIGNMENT = /^(--?[A-Za-z][\w.-]*|[A-Za-z_]\w*)=(\S*)$/;

/** The assignments and flags in a word that is a script: `PGPASSWORD=... psql --token ...`. */
function inScript(word: string, path: string): readonly CarriedValue[] {
  if (!/\s/.test(word.trim())) {
    return [];
  }
  const commands = shellCommands(word);
  // A text around `$(...)` is a word of its own, which stays itself however often it is split.
  const isOneWord = commands.length === 1 && commands[0]?.length === 1 && commands[0][0] === word;
  return (isOneWord ? substituted(word) : commands).flatMap((words) =>
    ofWords(words, path).map((value) => ({ ...value, path })),
  );
}

/** The commands whose output stands in a word. */
function substituted(word: string): readonly (readonly string[])[] {
  return [...word.matchAll(/\$\(([^()]*)\)/g)].flatMap(([, script = ""]) => shellCommands(script));
}

function ofPasswords(type: string, root: Place): readonly CarriedValue[] {
  const properties = Object.hasOwn(PASSWORDS, type) ? PASSWORDS[type] : undefined;
  return (properties ?? []).flatMap(({ keys, user }) => {
    const place = root.at(...keys);
    const text = place.text();
    const name = user === undefined ? undefined : root.at(...user).value;
    return text === undefined
      ? []
      : [
          {
            path: place.path,
            key: keys.at(-1) ?? "",
            text,
            isMarkedBySdk: true,
            isSecretStore: true,
            isPassword: true,
            ...(typeof name === "string" ? { user: name } : {}),
          },
        ];
  });
}

function ofVariables(type: string, root: Place): readonly CarriedValue[] {
  const keys = Object.hasOwn(VARIABLES, type) ? VARIABLES[type] : undefined;
  const map = keys === undefined ? undefined : root.at(...keys);
  if (map === undefined) {
    return [];
  }
  const reason = map.unknownReason();
  return reason !== undefined
    ? [unread(map.path, reason)]
    : Object.keys(map.record() ?? {}).flatMap((key) => {
        const place = map.at(key);
        const text = place.text();
        return text === undefined ? [] : [{ ...PLAIN, path: place.path, key, text }];
      });
}

/** The words of the name that a value stands under. */
export function wordsOf({ key }: CarriedValue): readonly string[] {
  return nameWords(key.replace(/^-+/, ""));
}
