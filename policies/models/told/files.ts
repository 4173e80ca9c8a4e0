import type { Place } from "../../framework/place";
import { isKnown } from "../../framework/value";
import { placeAt } from "../carrier/object-reference";
import { nameWords } from "../endpoint/name-words";
import {
  type Reading,
  type Source,
  type Told,
  type ToldFile,
  type ToldSetting,
  textsBehind,
  type UnreadSetting,
} from "./reading";
import { settingsIn } from "./setting";

/** The files that volumes put into a container. */
export function readFiles(reading: Reading): Told {
  const { container, root, references } = reading;
  const mounts = placeAt(root, container.path).at("volumeMounts").entries();
  const settings: ToldSetting[] = [];
  const unread: UnreadSetting[] = [];
  const files: ToldFile[] = [];
  for (const reference of references.filter(({ container: of }) => of === undefined)) {
    const volume = placeAt(root, /^.*?volumes\[\d+\]/.exec(reference.path)?.[0] ?? "");
    const name = volume.at("name").value;
    const mounted = mounts.filter((mount) => mount.at("name").value === name);
    if (mounted.length === 0) {
      continue;
    }
    const source: Source = { container, path: reference.path, as: "file" };
    const behind = textsBehind(reference, reading);
    if ("reason" in behind) {
      unread.push({ source, key: "", ...behind });
      continue;
    }
    const names = fileNames(placeAt(root, reference.path), mounted);
    for (const { key, text, path } of behind.texts) {
      const file = behind.found.object.kind === "Secret Manager secret" ? key : names(key);
      if (file === undefined) {
        continue;
      }
      const from: Source = { ...source, object: behind.found, objectPath: path };
      if (!isKnown(text)) {
        unread.push({ source: from, key: file, reason: text.reason, isElsewhere: false });
        continue;
      }
      files.push({ source: from, name: file, text });
      const siblings = new Map(
        behind.texts.map((each) => [
          nameWords(each.key).join(" "),
          isKnown(each.text) ? each.text : undefined,
        ]),
      );
      const { name: objectName } = behind.found.object;
      const context = typeof objectName === "string" ? nameWords(objectName) : [];
      settings.push(
        ...settingsIn(text, file, { keys: [file], siblings, context }).map((setting) => ({
          ...setting,
          source: from,
        })),
      );
    }
  }
  return { settings, unread, hidden: [], files };
}

/** The name of the file that a key becomes; undefined for one that is left out. */
function fileNames(volume: Place, mounts: readonly Place[]): (key: string) => string | undefined {
  const items = volume.at("items").entries();
  const paths = new Map(items.map((item) => [item.at("key").value, item.at("path").value]));
  const whole = mounts.some((mount) => typeof mount.at("subPath").value !== "string");
  const parts = new Set(mounts.map((mount) => mount.at("subPath").value));
  return (key) => {
    const path = items.length === 0 ? key : paths.get(key);
    return typeof path === "string" && (whole || parts.has(path)) ? path : undefined;
  };
}
