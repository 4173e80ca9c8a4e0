/** Configuration of a policy pack, as `--policy-pack-config` takes it: by policy, a level or an object. */
export type PackConfiguration = Readonly<Record<string, unknown>>;

/** The policies that ask a registry, and so have to be told of its stand-in. */
const ASKING = ["image-exists"];

/**
 * Adds to a user's configuration that one registry stands in for all others. What the user says of
 * a host, or of all hosts, stays.
 *
 * @param base Address of the registry, such as `http://127.0.0.1:39021`.
 */
export function withMirror(configuration: PackConfiguration, base: string): PackConfiguration {
  const mirrored = ASKING.map((policy) => [policy, addMirror(configuration[policy], base)]);
  return { ...configuration, ...Object.fromEntries(mirrored) };
}

/** What is not of a known form stays as it is, for the pack itself to complain about. */
function addMirror(given: unknown, base: string): unknown {
  // A level alone is short for an object with that level.
  const options = typeof given === "string" ? { enforcementLevel: given } : (given ?? {});
  if (!isObject(options)) return given;
  const { mirrors = {} } = options;
  return isObject(mirrors) ? { ...options, mirrors: { "*": base, ...mirrors } } : options;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Reads a configuration that a user gives.
 *
 * @param file Name of the file, to speak of it.
 * @throws Error when it is not a JSON object.
 */
export function parsePackConfiguration(text: string, file: string): PackConfiguration {
  let configuration: unknown;
  try {
    configuration = JSON.parse(text);
  } catch (error) {
    throw new Error(
      `The policy pack configuration "${file}" is not JSON: ${(error as Error).message}`,
    );
  }
  if (isObject(configuration)) return configuration;
  throw new Error(`The policy pack configuration "${file}" is not a JSON object.`);
}
