import { stagesByNeed } from "../policies/models/order/order";
import type { StackConfiguration } from "./configuration";
import type { Draft } from "./interpret";
import type { StackFile } from "./schema/stack-file";

/** The services that each service needs to be there before itself: what it uses and is not optional. */
export function neededServices(
  services: Draft<StackFile["holdfast:services"]>,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(services).map(([name, service]) => {
      const uses = Object.entries(service?.uses ?? {});
      const needed = uses.filter(([target, use]) => {
        return target !== name && Object.hasOwn(services, target) && use?.optional !== true;
      });
      return [name, needed.map(([target]) => target)];
    }),
  );
}

/**
 * The order in which the services of a configuration start: those of a stage side by side, each after what it needs in
 * the stages before. An optional use holds nothing up.
 */
export function startOrder({ services }: Pick<StackConfiguration, "services">): string[][] {
  const needs = Object.entries(services).map(([name, { uses }]): [string, string[]] => [
    name,
    Object.values(uses).flatMap(({ kind, target, optional }) =>
      kind === "service" && !optional ? [target] : [],
    ),
  ]);
  return stagesByNeed(new Map(needs));
}
