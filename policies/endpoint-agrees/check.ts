import { type Finding, undetermined, violation } from "../framework/finding";
import type { StackFinding, StackResource } from "../framework/policy";
import { isCache } from "../models/cache/cache";
import { ALLOYDB_INSTANCE } from "../models/database/alloydb";
import { CLOUD_SQL_INSTANCE } from "../models/database/cloud-sql";
import { ObjectIndex } from "../models/kubernetes/object-index";
import { knownListenersOf } from "../models/told/own-listeners";
import { HostComparison } from "../models/told/same-host";
import type { Statement } from "../models/told/statement";
import { type ToldStore, toldStores } from "../models/told/store";
import { mayBeOne } from "../models/told/store-name";
import { type ToldWorkload, toldWorkloads } from "../models/told/told-settings";
import { type Comparison, compareStatements } from "./comparison";
import * as message from "./message";

/** Names of products that a program may have beside another database, or call its only database by. */
const PERHAPS_THE_ONLY_ONE: ReadonlySet<string> = new Set(["alloydb", "cloudsql"]);

/** Judges what the workloads of a stack are told of their databases and caches. */
export function checkEndpoints(stack: readonly StackResource[]): readonly StackFinding[] {
  const index = ObjectIndex.of(stack);
  const hosts = new HostComparison(index);
  return toldWorkloads(stack, index).flatMap((told) =>
    new WorkloadCheck(told, hosts, index)
      .findings()
      .map((finding) => ({ subject: message.subject(told), urn: told.resource.urn, finding })),
  );
}

/** Judges one workload. */
class WorkloadCheck {
  private readonly served: ReturnType<typeof knownListenersOf>;

  constructor(
    private readonly told: ToldWorkload,
    private readonly hosts: HostComparison,
    private readonly index: ObjectIndex,
  ) {
    this.served = knownListenersOf(told);
  }

  findings(): readonly Finding[] {
    const stores = toldStores(this.told).map((store) => this.withoutOwnListeners(store));
    return [...stores.flatMap((store) => this.ofStore(store)), ...this.ofProducts(stores)];
  }

  private ofStore(store: ToldStore): readonly Finding[] {
    const { statements } = store;
    const findings = statements.flatMap((statement, at) => {
      const compared = statements
        .slice(0, at)
        .map((other) => ({ other, found: this.compare(other, statement) }));
      const disagreeing = compared.find(({ found }) => found.differing.length > 0);
      if (disagreeing !== undefined) {
        const { other, found } = disagreeing;
        return [
          violation(statement.setting.source.path, message.disagrees(statement, other, found)),
        ];
      }
      const doubtful = compared.find(({ found }) => found.isUnsure);
      return doubtful === undefined
        ? []
        : [undetermined(statement.setting.source.path, message.unsure(statement, doubtful.other))];
    });
    return [...unique(findings), ...this.ofUnread(store)];
  }

  /** What cannot be read now may say another thing, unless all of it is made from one server. */
  private ofUnread(store: ToldStore): readonly Finding[] {
    const [unread] = store.unread;
    const isCompared = store.statements.length + store.unread.length > 1;
    if (unread === undefined || !isCompared || this.hasOneOrigin(store)) {
      return [];
    }
    const other = store.statements[0] ?? store.unread[1];
    return other === undefined
      ? []
      : [undetermined(unread.setting.source.path, message.unread(unread, other))];
  }

  private hasOneOrigin({ statements, unread, family }: ToldStore): boolean {
    const isServer = (type: string) =>
      mayBeOne(family, "cache")
        ? isCache(type)
        : type === CLOUD_SQL_INSTANCE || type === ALLOYDB_INSTANCE;
    const servers = unread.flatMap(({ setting }) => {
      const { object, path, objectPath = "" } = setting.source;
      const [resource, place] =
        object === undefined ? [this.told.resource, path] : [object.resource, objectPath];
      const [property = ""] = place.split(/[.[]/);
      return (resource.propertyDependencies.get(property) ?? []).filter((urn) =>
        isServer(this.index.relations.at(urn)?.type ?? ""),
      );
    });
    return statements.every(({ hosts }) => hosts.length === 0) && new Set(servers).size === 1;
  }

  /** One that is called by its product may be the one without a name. */
  private ofProducts(stores: readonly ToldStore[]): readonly Finding[] {
    return stores
      .filter(({ role }) => PERHAPS_THE_ONLY_ONE.has(role))
      .flatMap(({ family, statements }) => {
        const others = stores
          .filter((store) => store.role === "" && mayBeOne(store.family, family))
          .flatMap((store) => store.statements);
        return statements.flatMap((statement) => {
          const other = others.find(
            (each) =>
              this.compare(each, statement).differing.length > 0 && isOfOne(each, statement),
          );
          return other === undefined
            ? []
            : [undetermined(statement.setting.source.path, message.perhapsOne(statement, other))];
        });
      });
  }

  private compare(one: Statement, other: Statement): Comparison {
    return compareStatements(one, other, (left, right) =>
      this.hosts.compare(left, right, this.told),
    );
  }

  /** Where a proxy beside it listens, loopback says nothing of the server behind that. */
  private withoutOwnListeners(store: ToldStore): ToldStore {
    return {
      ...store,
      statements: store.statements.filter((statement) => !this.served(statement)),
    };
  }
}

/** Both of one container, so that one program is told of both. */
function isOfOne(one: Statement, other: Statement): boolean {
  return one.setting.source.container === other.setting.source.container;
}

/** Several settings of one text are told in one place, and one finding is enough for each place. */
function unique(findings: readonly Finding[]): readonly Finding[] {
  return [
    ...new Map(findings.map((finding) => [`${finding.path} ${finding.message}`, finding])).values(),
  ];
}
