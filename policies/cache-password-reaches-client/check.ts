import { type Finding, undetermined, violation } from "../framework/finding";
import type { StackFinding, StackResource } from "../framework/policy";
import { isKnown } from "../framework/value";
import { type CacheClient, cacheClients } from "../models/cache/cache-clients";
import { ObjectIndex } from "../models/kubernetes/object-index";
import { asksOnly } from "../models/told/asks-only";
import type { Statement } from "../models/told/statement";
import { toldWorkloads } from "../models/told/told-settings";
import * as message from "./message";
import { type GivenPassword, passwordWay } from "./password-way";
import { isPlaceOfSecret } from "./secret-store";

/** Judges whether the clients of the caches of a stack get what the caches demand. */
export function checkCacheClients(stack: readonly StackResource[]): readonly StackFinding[] {
  const index = ObjectIndex.of(stack);
  const workloads = toldWorkloads(stack, index);
  return cacheClients(stack, workloads, index).flatMap((client) => {
    const { workload, resource } = client.told;
    return [...checkPassword(client), ...checkEncryption(client)].map((finding) => ({
      subject: `${workload.kind} "${workload.name}"`,
      urn: resource.urn,
      finding,
    }));
  });
}

/** Where the client is told of the cache: of its host, or of whatever else. */
function placeOf({ store }: CacheClient): string {
  const [first] = [
    ...store.statements.filter(({ hosts }) => hosts.length > 0),
    ...store.statements,
    ...store.unread,
  ];
  return first?.setting.source.path ?? "";
}

/** Whether nobody but containers that ask whether the cache is there are told of it. */
function isAskedOnly({ store }: CacheClient): boolean {
  return [...store.statements, ...store.unread].every(({ setting: { source } }) =>
    asksOnly(source.container),
  );
}

function checkPassword(client: CacheClient): readonly Finding[] {
  const { server } = client;
  if (server.demands === "nothing" || isAskedOnly(client)) {
    return [];
  }
  const way = passwordWay(client);
  const path = placeOf(client);
  if (way.is === "given") {
    return checkSame(client, way.passwords);
  }
  if (!isKnown(server.demands)) {
    return [undetermined(path, message.unknownDemand(server, server.demands.reason))];
  }
  return way.is === "missing"
    ? [violation(path, message.missing(client))]
    : [undetermined(way.path, message.uncertain(client, way.reason))];
}

/** One that is given several passwords may have the others for something else. */
function checkSame(
  { server }: CacheClient,
  passwords: readonly GivenPassword[],
): readonly Finding[] {
  const { password } = server;
  const [first] = passwords;
  if (password === undefined || first === undefined) {
    return [];
  }
  const isSame = passwords.map((given) => sameAs(given, password));
  if (isSame.includes("yes")) {
    return [];
  }
  return isSame.includes("unsure")
    ? [undetermined(first.path, message.incomparable(server))]
    : [violation(first.path, message.differs(server))];
}

type Password = Omit<GivenPassword, "path">;

function sameAs(given: Password, wanted: Password): "yes" | "no" | "unsure" {
  // What another program makes, nothing here can compare: that it is given is all that can be asked.
  if (given.origin === wanted.origin || given.isElsewhere || wanted.isElsewhere) {
    return "yes";
  }
  if (isKnown(given.text) && isKnown(wanted.text)) {
    const isPlace = [given.text, wanted.text].some((text) => isPlaceOfSecret(text ?? ""));
    return given.text === wanted.text ? "yes" : isPlace ? "unsure" : "no";
  }
  return given.madeFrom.some((urn) => wanted.madeFrom.includes(urn)) ? "yes" : "unsure";
}

/** A client that speaks in clear to a server that speaks TLS alone, or the other way round, is not understood. */
function checkEncryption(client: CacheClient): readonly Finding[] {
  const { server, store, told } = client;
  const written = store.statements.filter(({ connection }) => connection !== undefined);
  const encrypted = written.find((statement) => isEncrypted(statement));
  if (server.tls === "no" && encrypted !== undefined) {
    return [violation(encrypted.setting.source.path, message.needlessEncryption(server))];
  }
  const container = store.statements[0]?.setting.source.container;
  const isToldElsewhere = [
    ...told.settings
      .filter(({ source }) => source.container === container)
      .map(({ name }) => name.join(" ")),
    ...told.unread
      .filter(({ source }) => source.container === container)
      .map(({ key }) => key.toLowerCase()),
  ].some((phrase) => /\b(?:tls|ssl|ca|cert|certificate|rediss)\b/.test(phrase.replace(/_/g, " ")));
  const clear = written.find((statement) => !isEncrypted(statement));
  return server.tls === "only" && clear !== undefined && encrypted === undefined && !isToldElsewhere
    ? [violation(clear.setting.source.path, message.inClear(server))]
    : [];
}

function isEncrypted({ connection, setting }: Statement): boolean {
  return (
    /^(?:rediss|valkeys)$/.test(connection?.scheme ?? "") ||
    /[?&;,](?:ssl|tls)=(?:true|1|yes|required)\b/i.test(setting.text)
  );
}
