import { revisionsInRollout } from "../../policies/models/connection/connection-budget";
import {
  connectionsPerInstance,
  rolloutLoad,
  type ServiceLoad,
  serviceLoads,
} from "../capacity/connector-load";
import { type Problem, problemAt, quote } from "../problem";
import type { Rule } from "./rule";

/** Greatest number of instances of a connector: https://cloud.google.com/vpc/docs/serverless-vpc-access#scaling. */
const mostInstances = 10;
/** Most services that a message shows one by one. */
const mostShown = 8;

/** What a bound of the connector's instances has to carry. */
interface Bound {
  readonly key: "minInstances" | "maxInstances";
  /** Greatest value of the bound. */
  readonly greatest: number;
  /** Instances of a service that are counted. */
  readonly instances: (load: ServiceLoad) => number;
  /** Which instances those are, as a phrase. */
  readonly counted: string;
}

const bounds: readonly Bound[] = [
  {
    key: "minInstances",
    greatest: mostInstances - 1,
    instances: ({ least }) => least,
    counted: "of the instances that start at once in a rollout",
  },
  {
    key: "maxInstances",
    greatest: mostInstances,
    instances: ({ most }) => most,
    counted: "of all instances that services may have",
  },
];

function summands(loads: readonly ServiceLoad[], { instances }: Bound): string {
  const amount = (load: ServiceLoad) => instances(load) * load.perInstance;
  const ordered = [...loads].sort((one, other) => amount(other) - amount(one));
  const shown = ordered.slice(0, mostShown).map((load) => {
    return `${quote(load.service)} ${instances(load)} x ${load.perInstance} = ${amount(load)}`;
  });
  const left = ordered.slice(mostShown);
  const rest = left.reduce((sum, load) => sum + amount(load), 0);
  return [...shown, ...(left.length === 0 ? [] : [`${left.length} more = ${rest}`])].join(", ");
}

/**
 * The connector carries the connections to databases and caches: with all its instances those of all instances
 * of the services, and with its fewest those that a rollout opens before it can grow.
 */
export const connectorLoad: Rule = ({ file }) => {
  const connector = file["holdfast:network"]?.connector;
  if (connector === undefined) {
    return [];
  }
  const each = connectionsPerInstance(connector);
  const loads = serviceLoads({
    postgres: file["holdfast:postgres"],
    redis: file["holdfast:redis"],
    services: file["holdfast:services"],
  });
  return bounds.flatMap((bound): Problem[] => {
    const { key, greatest, instances, counted } = bound;
    const present = connector[key];
    const load = rolloutLoad(loads, instances);
    if (present === undefined || load <= present * each) {
      return [];
    }
    const needed = Math.ceil(load / each);
    const more = needed > greatest ? [] : [`set ${key} to ${needed}`];
    const ways = [
      ...more,
      ...(connector.machineType === "e2-standard-4" ? [] : ['set machineType to "e2-standard-4"']),
      `set connectionsPerInstance to ${Math.ceil(load / present)} if a load test has shown that an instance carries them`,
    ];
    return [
      problemAt(["holdfast:network", "connector", key], {
        found: `${present}, for the connections ${counted}: ${summands(loads, bound)}, two revisions x ${revisionsInRollout} = ${load}, of ${present} x ${each} = ${present * each} that it carries`,
        allowed: "instances that carry them all",
        action: `Lower pools or instances of services, or ${ways.join(", or ")}.`,
      }),
    ];
  });
};
