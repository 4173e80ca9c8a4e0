import { type Finding, violation } from "../framework/finding";
import { VARIABLES } from "../models/compute/cloud-run-limits";
import type { Container, EnvironmentVariable, Workload } from "../models/workload/workload";

/** Variables that the platform sets itself: https://cloud.google.com/run/docs/container-contract#env-vars. */
const RESERVED: ReadonlySet<string> = new Set(["K_SERVICE", "K_REVISION", "K_CONFIGURATION"]);

const RESERVED_PREFIX = "X_GOOGLE_";

/** What Cloud Run refuses of the variables of a workload. */
export function checkVariables(workload: Workload): readonly Finding[] {
  const isService = workload.kind === "Cloud Run service";
  return workload.containers.flatMap((container) => [
    ...checkNumber(container),
    ...container.environment.flatMap((variable) =>
      checkVariable(variable, isService && container.role === "main", isService),
    ),
  ]);
}

function checkNumber({ path, environment }: Container): readonly Finding[] {
  return environment.length > VARIABLES.most
    ? [
        violation(
          `${path}.envs`,
          `holds ${environment.length} variables. A container has ${VARIABLES.most} at most. Put what belongs together into one, or into a file.`,
        ),
      ]
    : [];
}

function checkVariable(
  { path, name, value }: EnvironmentVariable,
  hasPort: boolean,
  isService: boolean,
): readonly Finding[] {
  const place = path.replace(/\.value$/, "");
  const findings: Finding[] = [];
  if (typeof name === "string") {
    if (name === "" || name.includes("=")) {
      findings.push(
        violation(`${place}.name`, 'is empty or holds "=". Cloud Run takes neither. Correct it.'),
      );
    } else if ((isService && RESERVED.has(name)) || name.startsWith(RESERVED_PREFIX)) {
      findings.push(
        violation(
          `${place}.name`,
          `is "${name}", which Cloud Run keeps for itself. Choose another name.`,
        ),
      );
    } else if (hasPort && name === "PORT") {
      findings.push(
        violation(
          `${place}.name`,
          'is "PORT", which Cloud Run sets itself. Remove it, and set the containerPort of ports.',
        ),
      );
    }
  }
  if (typeof value === "string" && value.length > VARIABLES.mostCharacters) {
    findings.push(
      violation(
        path,
        `has ${value.length} characters. Cloud Run takes ${VARIABLES.mostCharacters} at most. Put it into a file or a secret that is mounted.`,
      ),
    );
  }
  return findings;
}
