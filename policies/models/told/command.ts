import { isKnown } from "../../framework/value";
import { isScript, shellCommands } from "../endpoint/shell";
import { expanded, withShellVariables } from "./expansion";
import type { Reading, Source, Told, ToldSetting } from "./reading";
import { settingsInWords } from "./setting";

/** The arguments of a container, and the scripts among them. */
export function readCommand(
  { container, workload }: Reading,
  literals: ReadonlyMap<string, string>,
): Told {
  const command = workload.platform === "cloud-run" ? "commands" : "command";
  const lists = [
    { list: container.command, path: `${container.path}.${command}` },
    { list: container.args, path: `${container.path}.args` },
  ];
  const words = lists.flatMap(({ list, path }) =>
    list !== undefined && isKnown(list)
      ? list.map((text, index) => ({ text, path: `${path}[${index}]` }))
      : [],
  );
  const texts = words.map(({ text }) => (isKnown(text) ? expanded(text, literals) : undefined));
  const sourceAt = (path: string): Source => ({ container, path, as: "argument" });
  const settings = texts.flatMap((text, index): readonly ToldSetting[] => {
    const source = sourceAt(words[index]?.path ?? "");
    return text !== undefined && isScript(texts, index)
      ? shellCommands(withShellVariables(text, literals)).flatMap((each) =>
          settingsInWords(each).map((setting) => ({ ...setting, source })),
        )
      : [];
  });
  const plain = texts.map((text, index) => (isScript(texts, index) ? undefined : text));
  return {
    settings: [
      ...settingsInWords(plain).map((setting) => ({
        ...setting,
        source: sourceAt(words[setting.word]?.path ?? ""),
      })),
      ...settings,
    ],
    unread: [
      ...lists.flatMap(({ list, path }) =>
        list === undefined || isKnown(list)
          ? []
          : [{ source: sourceAt(path), key: "", reason: list.reason, isElsewhere: false }],
      ),
      ...words.flatMap(({ text, path }) =>
        isKnown(text)
          ? []
          : [{ source: sourceAt(path), key: "", reason: text.reason, isElsewhere: false }],
      ),
    ],
    hidden: [],
    files: [],
  };
}
