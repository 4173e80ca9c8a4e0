import { type Finding, violation } from "../framework/finding";
import { Place } from "../framework/place";
import type { StackFinding, StackResource } from "../framework/policy";
import { isKnown } from "../framework/value";
import { podOf } from "../models/carrier/object-reference";
import { imageName } from "../models/carrier/workload-text";
import { postgresContainersOf } from "../models/connection/container-limit";
import { findConnectionPasswords } from "../models/credential/connection";
import { credentialName } from "../models/credential/names";
import { CLOUD_SQL_INSTANCE } from "../models/database/cloud-sql";
import { nameWords } from "../models/endpoint/name-words";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import { asksOnly } from "../models/told/asks-only";
import { type ToldStore, toldStores } from "../models/told/store";
import { mayBeOne } from "../models/told/store-name";
import { StoreServers } from "../models/told/store-servers";
import { type ToldWorkload, toldWorkloads } from "../models/told/told-settings";

/** A database of the program that lets nobody in without a password or a token. */
interface Server {
  readonly resource: StackResource;
  /** What messages call it. */
  readonly subject: string;
}

/** Variables by which the images of PostgreSQL set the password of the server, and by which they let everybody in. */
const SERVER_PASSWORD = /^(?:POSTGRES|POSTGRESQL|PG)_?(?:POSTGRES_)?PASSWORD(?:_FILE)?$/i;
const LETS_IN = /^(?:POSTGRES_HOST_AUTH_METHOD|ALLOW_EMPTY_PASSWORD)$/;

/** Words of names and texts by which a program proves who it is in another way, or gets its password from elsewhere. */
const OTHER_WAY =
  /pass|pwd|secret|token|credential|auth|vault|(?<![a-z])iam(?![a-z])|sslcert|sslkey|\bcert|client.?key|kerberos|gss|service.?account|instance.?connection/i;

/** Names of what is no login, also where a Secret holds it. What else a Secret holds may be one, whatever its name. */
const NO_LOGIN = /(?:host|port|user|username|name|database|db)$/i;

/** Images of programs that forward connections of others or log in by themselves. */
const PROXY = /proxy|pgbouncer|pgpool|pgcat|odyssey|pgadmin|adminer|blackbox|envoy|haproxy/;

/**
 * Workloads of Kubernetes that are told by a variable of the host of a database of the program, and of nothing by which they
 * could log in. Caches are for `cache-password-reaches-client`.
 */
export function checkDatabaseClients(
  stack: readonly StackResource[],
  index: ObjectIndex,
): readonly StackFinding[] {
  const workloads = toldWorkloads(stack, index);
  const inCluster = workloads.flatMap((told) =>
    demandsPassword(told)
      ? [{ told, server: { resource: told.resource, subject: subjectOf(told) } }]
      : [],
  );
  const managed = stack
    .filter((resource) => resource.type === CLOUD_SQL_INSTANCE && !mayTakeTokens(resource))
    .map((resource) => ({ resource, subject: `Cloud SQL instance "${resource.name}"` }));
  if (inCluster.length + managed.length === 0) {
    return [];
  }
  const servers = new StoreServers<Server>(managed, inCluster, index);
  return workloads.flatMap((told) => {
    if (hasOtherWay(told)) {
      return [];
    }
    return toldStores(told)
      .filter(({ family }) => mayBeOne(family, "PostgreSQL") && family !== "cache")
      .flatMap((store) => {
        const server = servers.of(store, told).find(({ resource }) => resource !== told.resource);
        const path = hostVariable(store);
        return server === undefined || path === undefined
          ? []
          : [{ subject: subjectOf(told), urn: told.resource.urn, finding: missing(path, server) }];
      });
  });
}

/** Whether an account of IAM may log in to an instance: https://cloud.google.com/sql/docs/postgres/iam-authentication. */
function mayTakeTokens({ inputs, props }: StackResource): boolean {
  const flags = new Place(inputs ?? props).at("settings", "databaseFlags");
  return [flags, ...flags.entries()].some((flag) => {
    const [name, value] = [flag.at("name").value, flag.at("value").value];
    return (
      !isKnown(flag.value) ||
      !isKnown(name) ||
      (/^cloudsql[._]iam_authentication$/.test(String(name)) && value !== "off")
    );
  });
}

function missing(path: string, { subject }: Server): Finding {
  return violation(
    path,
    `names the host of ${subject}, which lets nobody in without a password, and no variable, URL, file or argument gives the workload one. Take it from the Secret that the server takes it from, as in a variable PGPASSWORD with a secretKeyRef.`,
  );
}

function subjectOf({ workload }: ToldWorkload): string {
  return `${workload.kind} "${workload.name}"`;
}

/** Whether a workload runs a server of PostgreSQL whose password its variables set. */
function demandsPassword(told: ToldWorkload): boolean {
  return postgresContainersOf(told).some(({ container }) => {
    const names = container.environment.map(({ name }) =>
      isKnown(name) ? name : "ALLOW_EMPTY_PASSWORD",
    );
    return (
      names.some((name) => SERVER_PASSWORD.test(name)) && !names.some((name) => LETS_IN.test(name))
    );
  });
}

/** The variable that names the host; undefined where something else does, such as an argument of a check. */
function hostVariable({ statements }: ToldStore): string | undefined {
  return statements.find(
    ({ hosts, setting }) =>
      hosts.length > 0 &&
      setting.source.as === "variable" &&
      setting.source.container.role !== "init" &&
      !asksOnly(setting.source.container),
  )?.setting.source.path;
}

/** Whether anything that a workload is told may be a login, or what it gets one by. Of what cannot be read all may be. */
function hasOtherWay(told: ToldWorkload): boolean {
  const { workload, settings, unread, files } = told;
  return (
    workload.unknowns.length > 0 ||
    workload.platform !== "kubernetes" ||
    unread.some(
      ({ key }) => key === "" || OTHER_WAY.test(key) || /ur[li]|dsn|conn|user|role/i.test(key),
    ) ||
    settings.some(
      ({ name, keys, text }) =>
        OTHER_WAY.test(keys.join(" ")) ||
        credentialName(name.length > 0 ? name : nameWords(keys.join("_"))) !== "no" ||
        /:\/\/[^/?#\s:@]*:[^/?#\s@]+@|password|\.iam\b/i.test(text) ||
        findConnectionPasswords(text).length > 0,
    ) ||
    files.some(({ name, text }) => OTHER_WAY.test(name) || OTHER_WAY.test(text)) ||
    workload.containers.some((container) => {
      const words = [container.command, container.args]
        .flatMap((list) => (list === undefined || !isKnown(list) ? [] : list))
        .map((word) => (isKnown(word) ? word : "password"))
        .join(" ");
      return (
        !isKnown(container.image ?? "") ||
        PROXY.test(imageName(container) ?? "") ||
        container.environment.some(
          ({ name, reference }) =>
            reference?.source === "secret" && !(isKnown(name) && NO_LOGIN.test(name)),
        ) ||
        OTHER_WAY.test(words)
      );
    }) ||
    hasVolumes(told)
  );
}

/** Volumes with secrets, and annotations by which others put them in. */
function hasVolumes({ workload, resource }: ToldWorkload): boolean {
  const [container] = workload.containers;
  const root = new Place(resource.inputs ?? resource.props);
  const pod = container === undefined ? new Place(undefined) : podOf(root, container);
  const volumes = pod.at("volumes");
  const template = JSON.stringify(
    root.at("spec").at("template").at("metadata").at("annotations").value ?? "",
  );
  return (
    volumes.unknownReason() !== undefined ||
    OTHER_WAY.test(template) ||
    /inject/i.test(template) ||
    volumes
      .entries()
      .some((volume) =>
        ["secret", "csi", "projected"].some((kind) => volume.at(kind).value !== undefined),
      )
  );
}
