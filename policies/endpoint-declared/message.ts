import { distance } from "fastest-levenshtein";
import { shownNamespace } from "../models/kubernetes/object";
import type { ClusterHost } from "./cluster-host";

/** A name that is nearly that of a Service may be shown: it is no credential in the wrong place. */
const NEAR = 2;

/** The Service that a host names, in words. A short name may be anything else that was put in its place. */
export function shownHost(host: ClusterHost, services: readonly string[]): string {
  const isShown = host.isFull || services.some((service) => distance(service, host.name) <= NEAR);
  const where = `in namespace "${shownNamespace(host.namespace)}"`;
  return isShown ? `Service "${host.name}" ${where}` : `a Service ${where} by a short name`;
}

/**
 * What an endpoint leads to.
 *
 * @param by The object that tells it, such as ` (by Secret "db")`.
 */
export function leadsTo(host: ClusterHost, by: string, services: readonly string[]): string {
  return `leads to ${shownHost(host, services)}${by}`;
}

/** The Service is not there. */
export function undeclared(leads: string, others: readonly string[], name: string): string {
  const [near] = [...others].sort((one, other) => distance(one, name) - distance(other, name));
  const hint = near === undefined ? "" : ` It has ${otherServices(others, near)}.`;
  return `${leads}, which the program does not declare, so the name leads nowhere.${hint} Name a Service that is declared, best by its metadata.name, or declare it.`;
}

function otherServices(others: readonly string[], near: string): string {
  return others.length === 1
    ? `the Service "${near}"`
    : `${others.length} Services there, of which "${near}" is the nearest`;
}

/** The Service is there, without the port. */
export function closedPort(
  leads: string,
  said: readonly number[],
  ports: readonly number[],
  meant: number | undefined,
): string {
  const has = ports.length === 0 ? "no port" : `port ${ports.join(", ")}`;
  const told = said.length === 1 ? `port ${said[0]}` : `one of the ports ${said.join(", ")}`;
  const hint =
    meant === undefined
      ? ""
      : ` Port ${said.join(", ")} is that of its pods, to which port ${meant} of the Service leads.`;
  return `${leads} at ${told}, which it does not have: it has ${has}.${hint} Use a port of the Service, or add this one.`;
}

/** A pod that the Service gives no name. */
export function unnamedPod(leads: string, isHeadless: boolean): string {
  return isHeadless
    ? `${leads} and to a pod of it that nothing makes. Name a pod of a StatefulSet that the Service selects, such as "db-0" of "db".`
    : `${leads} and to a pod of it by name, but only a headless Service gives its pods names. Set its clusterIP to "None", or leave the pod out.`;
}

/** The namespace is one of which the program knows nothing. */
export function ofOthers(leads: string): string {
  return `${leads}, of which the program declares nothing, so others may keep it there. Check by hand that it is there, with that port, or declare it.`;
}

/** Nothing tells whether the Service is there, or takes the port. */
export function unknownWhether(leads: string, reason: string): string {
  return `${leads}, which cannot be told to exist with that port, because ${reason}. Check by hand that it is there.`;
}

/** The endpoints of a workload that cannot be read now. */
export function unread(names: readonly string[], reason: string): string {
  const shown = names.map((name) => `"${name}"`).join(", ");
  return `gives ${shown}, ${names.length === 1 ? "which" : "each of which"} ${reason}, so it cannot be told whether the Services that they name are there. They are judged once they can be read.`;
}
