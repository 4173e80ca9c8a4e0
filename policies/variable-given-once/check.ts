import { type Finding, undetermined, violation } from "../framework/finding";
import { isKnown } from "../framework/value";
import { unreadContainers } from "../models/workload/unread-containers";
import type { Container, EnvironmentVariable, Workload } from "../models/workload/workload";

/** The variables that a container is given twice in one list. A patch merges by name and is no list of its own. */
export function checkVariables(workload: Workload): readonly Finding[] {
  const list = workload.platform === "cloud-run" ? "envs" : "env";
  return [
    ...unreadContainers(workload, "nothing tells whether a variable stands there twice"),
    ...workload.containers.flatMap((container) => [
      ...(container.environmentUnknown === undefined
        ? []
        : [unread(`${container.path}.${list}`, container.environmentUnknown)]),
      ...checkContainer(container),
    ]),
  ];
}

function unread(path: string, reason: string): Finding {
  return undetermined(
    path,
    `${reason}, so nothing tells whether a name stands there twice. Give it so that only values are unknown.`,
  );
}

function checkContainer({ environment }: Container): readonly Finding[] {
  const first = new Map<string, EnvironmentVariable>();
  return environment.flatMap((variable) => {
    const { name } = variable;
    if (!isKnown(name)) {
      return [unread(`${entryOf(variable)}.name`, name.reason)];
    }
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, variable);
      return [];
    }
    return [
      violation(
        entryOf(variable),
        `gives "${shown(name)}" again, which ${entryOf(before)} gives already: a platform refuses the second, or takes it and hides the first. Remove the one that is wrong.`,
      ),
    ];
  });
}

/** The entry of the list, whichever of its properties says the value. */
function entryOf({ path }: EnvironmentVariable): string {
  return path.replace(/\.value$/, "");
}

function shown(name: string): string {
  return /^[\w.-]{1,253}$/.test(name) ? name : "(hidden)";
}
