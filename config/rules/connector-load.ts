import { revisionsInRollout } from "../../policies/models/connection/connection-budget";
import {
  type Connector,
  connectionsPerInstance,
  rolloutLoad,
  type ServiceLoad,
  serviceLoads,
} from "../capacity/connector-load";
import { servicesOn } from "../platforms";
import { type Problem, problemAt, quote } from "../problem";
import type { Rule } from "./rule";

/** Greatest number of instances of a connector: https://cloud.google.com/vpc/docs/serverless-vpc-access#scaling. */
const mostInstances = 10;
/** Greatest `connectionsPerInstance` that the stack file takes. */
const mostPerInstance = 100_000;
/** Most services that a message shows one by one. */
const mostShown = 8;
/** Most services for which a message says what would fit. */
const mostAdvised = 6;

/** What a bound of the connector's instances has to carry. */
interface Bound {
  readonly key: "minInstances" | "maxInstances";
  /** Greatest value of the bound. */
  readonly greatest: number;
  /** Instances of a service that are counted. */
  readonly instances: (load: ServiceLoad) => number;
  /** The setting of a service that says how many those are, and the least to which it can be lowered. */
  readonly setting: string;
  readonly fewest: (load: ServiceLoad) => number;
  /** Which instances those are, as a phrase. */
  readonly counted: string;
}

const bounds: readonly Bound[] = [
  {
    key: "minInstances",
    greatest: mostInstances - 1,
    instances: ({ least }) => least,
    setting: "scale.min",
    fewest: () => 1,
    counted: "of the instances that start at once in a rollout",
  },
  {
    key: "maxInstances",
    greatest: mostInstances,
    instances: ({ most }) => most,
    setting: "scale.max",
    fewest: ({ least }) => least,
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

/** Each change of one service with which the connector carries all, everything else as it is. */
function serviceWays(loads: readonly ServiceLoad[], bound: Bound, excess: number): string[] {
  const { instances, setting, fewest } = bound;
  return loads
    .flatMap((load) => {
      const less = Math.ceil(excess / (load.perInstance * revisionsInRollout));
      const fitting = instances(load) - less;
      return fitting < fewest(load) ? [] : [`${setting} ${fitting} for ${quote(load.service)}`];
    })
    .slice(0, mostAdvised);
}

/** Each change of the connector with which it carries a load, everything else as it is. */
function connectorWays(
  { maxInstances, ...connector }: Connector & { readonly maxInstances?: number },
  { key, greatest }: Bound,
  load: number,
  present: number,
): string[] {
  const needed = Math.ceil(load / connectionsPerInstance(connector));
  // The connector always has room to grow.
  const both = key === "minInstances" && maxInstances !== undefined && maxInstances <= needed;
  const larger = { ...connector, machineType: "e2-standard-4" } as const;
  const perInstance = Math.ceil(load / present);
  return [
    ...(needed > greatest
      ? []
      : [`${key} ${needed}${both ? ` with maxInstances ${needed + 1}` : ""}`]),
    ...(present * connectionsPerInstance(larger) < load
      ? []
      : [`machineType ${quote(larger.machineType)}`]),
    ...(perInstance > mostPerInstance
      ? []
      : [`connectionsPerInstance ${perInstance}, if a load test has shown that one carries them`]),
  ];
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
    services: Object.fromEntries(servicesOn("cloud-run", file)),
  });
  return bounds.flatMap((bound): Problem[] => {
    const { key, instances, counted } = bound;
    const present = connector[key];
    const load = rolloutLoad(loads, instances);
    if (present === undefined || load <= present * each) {
      return [];
    }
    const ways = [
      ...serviceWays(loads, bound, load - present * each),
      ...connectorWays(connector, bound, load, present),
    ];
    return [
      problemAt(["holdfast:network", "connector", key], {
        found: `${present}, for the connections ${counted}: ${summands(loads, bound)}, two revisions x ${revisionsInRollout} = ${load}, of ${present} x ${each} = ${present * each} that it carries`,
        allowed: "instances that carry them all",
        action:
          ways.length === 0
            ? "No single change is enough: lower instances and pools of several services."
            : `Any one of these makes it fit: ${ways.join("; ")}.`,
      }),
    ];
  });
};
