import type * as kubernetes from "@pulumi/kubernetes";
import { withinLimit } from "../../../config";
import { type CheckClient, checkPrograms } from "./check-programs";
import { containerSecurity, nobody } from "./pod-security";
import { environment, type ValueObjects, type Values } from "./variables";

/** Something that a new pod reaches before its application starts. */
export interface ConnectivityCheck {
  /** Name of what is reached, as messages call it. */
  readonly target: string;
  /** The program that reaches it. */
  readonly client: CheckClient;
  /** The variables that the program takes. */
  readonly variables: Values;
}

/** The name of the volume in which the checks may write. */
export const checkVolume = "checks";

/** Greatest length of the name of a container. */
const longestName = 63;

/** The key under which a variable of a check stands beside the variables of the service, whose names have no dot. */
function keyOf(target: string, variable: string): string {
  return `${target}.${variable}`;
}

/** The values of all checks, by the keys under which they stand in the cluster. */
export function checkValues(checks: readonly ConnectivityCheck[]): Values {
  const keyed = (kind: keyof Values) =>
    Object.fromEntries(
      checks.flatMap(({ target, variables }) =>
        Object.entries(variables[kind]).map(([name, value]) => [keyOf(target, name), value]),
      ),
    );
  return { plain: keyed("plain"), secret: keyed("secret") };
}

/**
 * The init container that reaches something with the credentials of the service. Until it has, the application does
 * not start; when `withinSeconds` are over it ends with the reason, and the platform starts it again.
 */
export function checkContainer(
  { target, client, variables }: ConnectivityCheck,
  withinSeconds: number,
  objects: ValueObjects,
): kubernetes.types.input.core.v1.Container {
  const { image, script } = checkPrograms[client];
  const names = [...Object.keys(variables.plain), ...Object.keys(variables.secret)];
  const size = { memory: "64Mi", "ephemeral-storage": "16Mi" };
  return {
    name: withinLimit(`reach-${target}`, longestName),
    image,
    imagePullPolicy: "IfNotPresent",
    command: ["sh", "-c", script],
    env: [
      { name: "TARGET", value: target },
      { name: "WITHIN_SECONDS", value: String(withinSeconds) },
      ...environment(Object.fromEntries(names.map((name) => [name, keyOf(target, name)])), objects),
    ],
    resources: { requests: { cpu: "50m", ...size }, limits: { cpu: "250m", ...size } },
    securityContext: { ...containerSecurity, runAsUser: nobody, runAsGroup: nobody },
    terminationMessagePolicy: "FallbackToLogsOnError",
    volumeMounts: [{ name: checkVolume, mountPath: "/tmp" }],
  };
}
