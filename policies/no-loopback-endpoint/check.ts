import { type Finding, undetermined, violation } from "../framework/finding";
import type { NotedListener } from "../models/listener/listener-note";
import { type Served, served } from "../models/listener/served";
import type { Container } from "../models/workload/workload";
import type { KnownObject, KnownWorkload, Reading } from "./ledger";
import {
  type LoopbackEndpoint,
  loopbackAmong,
  loopbackInReading,
  loopbackInText,
} from "./loopback-endpoint";
import * as message from "./message";

/** What a reading of an endpoint comes to. */
export interface JudgedReading {
  readonly reading: Reading;
  readonly endpoint: LoopbackEndpoint;
  readonly served: Served;
}

/** Judges the endpoints that a program gives to the containers of a workload itself. */
export function checkWorkload(known: KnownWorkload): readonly Finding[] {
  const { workload, texts } = known;
  return workload.containers.flatMap((container) => {
    const found = texts.get(container)?.endpoints ?? [];
    const isInit = container.role === "init";
    return found
      .flatMap((each) => loopbackAmong([each], each.path))
      .flatMap(({ path, shown, ports }) =>
        finding(servedFor(ports, container, known), path, {
          unserved: message.unservedByWorkload(shown, workload, isInit),
          uncertain: (reason) => message.uncertain(shown, reason),
        }),
      );
  });
}

/** Judges what a workload takes from an object. */
export function judgeReading(reading: Reading): readonly JudgedReading[] {
  return loopbackInReading(reading).map((endpoint) => ({
    reading,
    endpoint,
    served: isNoted(endpoint.ports, reading.object.noted)
      ? { is: "served" }
      : servedForReading(endpoint.ports, reading),
  }));
}

/**
 * An init container that takes all texts of an object, as the others do, may have no use for the one with the endpoint,
 * so it is not refused for connecting before they listen.
 */
function servedForReading(ports: readonly number[], { reader, reference }: Reading): Served {
  const answer = servedFor(ports, reference.container, reader);
  const takesAll = reference.key === undefined && reference.variable === undefined;
  const isEarly = answer.is === "unserved" && reference.container?.role === "init" && takesAll;
  return isEarly && servedFor(ports, undefined, reader).is === "served"
    ? {
        is: "uncertain",
        reason: "only containers that start after this init container listen there",
      }
    : answer;
}

/** What a reading comes to, as a finding about the workload that reads. */
export function atReader(judged: JudgedReading): readonly Finding[] {
  const { shown, path } = judged.endpoint;
  const { reader, reference, object } = judged.reading;
  const source = { subject: object.subject, path };
  const isInit = reference.container?.role === "init";
  return finding(judged.served, reference.path, {
    unserved: message.unservedByReader(shown, reader.workload, isInit, source),
    uncertain: (reason) => message.uncertainInReader(shown, source, reason),
  });
}

/** What a reading comes to, as a finding about the object that is read. */
export function atObject(judged: JudgedReading): readonly Finding[] {
  const { shown, path } = judged.endpoint;
  return finding(judged.served, path, {
    unserved: message.unservedInReader(shown, judged.reading.reader.subject),
    uncertain: (reason) => message.uncertain(shown, reason),
  });
}

/** The endpoints of an object that none of these readings takes, but those where people say that something listens. */
export function unclaimedEndpoints(
  known: KnownObject,
  readings: readonly Reading[],
): readonly LoopbackEndpoint[] {
  const read = new Set(readings.map(({ text }) => text));
  return known.object.texts
    .filter((text) => !read.has(text))
    .flatMap((text) => loopbackInText(text, known))
    .filter(({ ports }) => !isNoted(ports, known.noted));
}

/** The finding for an endpoint that no workload is known to read. */
export function atUnclaimed({ path, shown }: LoopbackEndpoint, { object }: KnownObject): Finding {
  return violation(path, message.unclaimed(shown, object.kind));
}

function servedFor(
  ports: readonly number[],
  container: Container | undefined,
  { listeners, noted }: KnownWorkload,
): Served {
  return isNoted(ports, noted) ? { is: "served" } : served(ports, container, listeners);
}

/** Tells whether people say that something listens there. Where nothing tells the port, they mean this endpoint. */
function isNoted(ports: readonly number[], noted: readonly NotedListener[]): boolean {
  return ports.length === 0 ? noted.length > 0 : noted.some(({ port }) => ports.includes(port));
}

function finding(
  answer: Served,
  path: string,
  messages: { readonly unserved: string; readonly uncertain: (reason: string) => string },
): readonly Finding[] {
  switch (answer.is) {
    case "served":
      return [];
    case "uncertain":
      return [undetermined(path, messages.uncertain(answer.reason))];
    case "unserved":
      return [violation(path, messages.unserved)];
  }
}
