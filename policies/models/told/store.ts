import type { ToldSetting } from "./reading";
import {
  readStatement,
  readUnreadStatement,
  type Statement,
  type UnreadStatement,
} from "./statement";
import { type Family, mayBeOne } from "./store-name";
import type { ToldWorkload } from "./told-settings";

/** Everything that the containers of one application are told of one database or cache. */
export interface ToldStore {
  readonly family: Family;
  readonly role: string;
  readonly statements: readonly Statement[];
  readonly unread: readonly UnreadStatement[];
}

/**
 * Groups what a workload is told by the database or cache that is meant: by what it speaks, and by what its name says
 * beside that. Containers of different images are different applications, which have databases of their own.
 */
export function toldStores(told: ToldWorkload): readonly ToldStore[] {
  const settings = withoutOverridden(withoutRepeated(told.settings));
  const statements = settings.flatMap((setting) => readStatement(setting) ?? []);
  const unread = told.unread.flatMap((setting) => readUnreadStatement(setting) ?? []);
  const buckets = new Map<string, { statements: Statement[]; unread: UnreadStatement[] }>();
  const bucketOf = (application: string, role: string) => {
    const key = `${application}\n${role}`;
    const bucket = buckets.get(key) ?? { statements: [], unread: [] };
    buckets.set(key, bucket);
    return bucket;
  };
  for (const statement of statements) {
    bucketOf(applicationOf(statement.setting), statement.role).statements.push(statement);
  }
  for (const each of unread) {
    bucketOf(applicationOf(each.setting), each.role).unread.push(each);
  }
  return [...buckets.values()].flatMap(byFamily);
}

/** The image without its version, as one application's containers share it; else the container itself. */
function applicationOf({ source: { container } }: { readonly source: ToldSetting["source"] }) {
  const { image } = container;
  return typeof image === "string"
    ? image.replace(/@.*$/, "").replace(/:[^/:]*$/, "")
    : container.path;
}

/** What no word tells the family of belongs to the only one that it can be of. */
function byFamily({
  statements,
  unread,
}: {
  readonly statements: readonly Statement[];
  readonly unread: readonly UnreadStatement[];
}): readonly ToldStore[] {
  const all = [...statements, ...unread];
  const families = [...new Set(all.map(({ family }) => family))];
  const special = families.filter((family) => family !== "database" && family !== "cache");
  const meant = (family: Family): Family => {
    const [only, ...others] = special.filter((each) => mayBeOne(family, each));
    return only !== undefined && others.length === 0 ? only : family;
  };
  return [...new Set(families.map(meant))].map((family) => ({
    family,
    role: all[0]?.role ?? "",
    statements: statements.filter((each) => meant(each.family) === family),
    unread: unread.filter((each) => meant(each.family) === family),
  }));
}

/** Without what stands in one text under one key with several values, as in documents for several profiles. */
function withoutRepeated(settings: readonly ToldSetting[]): readonly ToldSetting[] {
  const texts = new Map<string, Set<string>>();
  const keyOf = ({ source, keys, name }: ToldSetting) =>
    [source.container.path, source.path, source.objectPath, ...keys, ...name].join("\n");
  for (const setting of settings) {
    const key = keyOf(setting);
    texts.set(key, (texts.get(key) ?? new Set()).add(setting.text));
  }
  return settings.filter((setting) => texts.get(keyOf(setting))?.size === 1);
}

/**
 * Without the settings of files that a variable of the same name replaces: programs take `spring.datasource.url` from
 * `SPRING_DATASOURCE_URL` where that is given.
 */
function withoutOverridden(settings: readonly ToldSetting[]): readonly ToldSetting[] {
  const keyOf = ({ source, name }: ToldSetting) => `${source.container.path}\n${name.join(" ")}`;
  const variables = new Set(
    settings.filter(({ source, at }) => source.as === "variable" && at === undefined).map(keyOf),
  );
  const isOverridden = (setting: ToldSetting) =>
    setting.source.as === "file" && setting.at !== undefined && variables.has(keyOf(setting));
  return settings.filter((setting) => !isOverridden(setting));
}
