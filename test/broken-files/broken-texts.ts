/** Deep enough to end a stack of calls that goes down with each level. */
const DEEP = 20_000;

const laughs = [
  "  a: &a [x, x, x, x, x, x, x, x, x]",
  ..."bcdefghij".split("").map((name, index) => {
    const before = `*${"abcdefghij"[index]}`;
    return `  ${name}: &${name} [${Array(9).fill(before).join(", ")}]`;
  }),
].join("\n");

/** Who refuses a broken text: the reader of YAML in front of the engine, the engine itself, or our program. */
export type Refuser = "reader" | "engine" | "program";

/** The staging stack's file, broken in each way, by who refuses it. */
function edits(text: string): Readonly<Record<Refuser, Readonly<Record<string, string>>>> {
  const withPort = (port: string) => text.replace("port: 8080", `port: ${port}`);
  const added = (line: string) => `${text}\n  ${line}\n`;
  return {
    reader: {
      "tabs for spaces": text.replace("\n      port: 8080", "\n\tport: 8080"),
      "a quote without an end": text.replace("port: 8080", 'port: "8080'),
      "a bracket without an end": text.replace("{ min: 1, max: 4 }", "{ min: 1, max: 4"),
      "a key twice": text.replace("port: 8080", "port: 8080\n      port: 8081"),
      "a section twice": added("holdfast:registry: { repository: other }"),
      "a second document": `${text}\n---\nconfig: {}\n`,
      "a key that is a list": `${text.trimEnd()}\n  [a, b]: {}\n`,
      "a map that is very deep": added(
        `holdfast:release: ${"{a: ".repeat(DEEP)}1${"}".repeat(DEEP)}`,
      ),
      "a list that is very deep": added(`holdfast:release: ${"[".repeat(DEEP)}${"]".repeat(DEEP)}`),
    },
    engine: {
      "config as a text": "config: staging\n",
      "config as a list": "config:\n  - gcp:project\n",
      "a list in place of the file": "- config\n",
      "a null character": text.replace("port: 8080", "port: 80\u000080"),
      "an alias of nothing": text.replace("port: 8080", "port: *nothing"),
      "an alias of itself": text.replace("env:", "env: &env\n        A: *env"),
      "aliases that multiply": `${text}\n${laughs}\n`,
      "a port that is infinite": withPort(".inf"),
      "a port that is no number": withPort(".nan"),
      "a key that is a number": added("1: {}"),
      "a key that is a switch": added("true: {}"),
      "a key of two namespaces": added("holdfast:a:b: {}"),
    },
    program: {
      "nothing at all": "",
      "config without a value": "config:\n",
      "another word for config": text.replace("config:", "confg:"),
      "a port in quotes": withPort('"8080"'),
      "a port in minutes": withPort("80:80"),
      "a date for a port": withPort("2026-11-30"),
      "a tag of no type": withPort("!port 8080"),
      "a tag of bytes": withPort("!!binary ODA4MA=="),
      "a switch in words": text.replace("cpu: 1", "cpu: 1\n      sessionAffinity: yes"),
      "a platform in words": added("holdfast:platform: on"),
      "a platform that is null": added("holdfast:platform: ~"),
      "a platform as a list in quotes": added("holdfast:platform: '[\"gke\"]'"),
      "a platform that opens a map": added("holdfast:platform: '{gke'"),
      "a key without a name": added('"holdfast:": {}'),
      "a text over several lines": text.replace(
        "region: us-central1",
        "region: |\n    us-central1\n    b",
      ),
      "a secret that was encrypted elsewhere": added(
        "holdfast:release: { secure: v1:PDGlmhEL2wnb0/8A:WRk2Rv0Z0f3iM4cPwRk4cw== }",
      ),
      "a secret that is no secret": added("holdfast:release: { secure: hunter2 }"),
      "a secret with more beside it": added("holdfast:release: { secure: v1:a, b: c }"),
    },
  };
}

/** A stack file of which the text itself is broken, before anybody reads a value in it. */
export interface BrokenText {
  readonly name: string;
  readonly refuser: Refuser;
  readonly text: string;
}

/** The text of the staging stack's file, broken in each way. */
export function brokenTexts(text: string): BrokenText[] {
  return Object.entries(edits(text)).flatMap(([refuser, texts]) =>
    Object.entries(texts).map(([name, broken]) => ({
      name,
      refuser: refuser as Refuser,
      text: broken,
    })),
  );
}

/** The text of the staging stack's file in all that YAML allows for the same content. */
export function oddButGood(text: string): string {
  const odd = text
    .replace("scale: { min: 1, max: 4 }", "scale: &scale { min: 1, max: 0x4 }")
    .replace("scale: { min: 1, max: 4 }", "scale: *scale")
    .replace("port: 8080", "<<: { port: 8_080 }")
    .replace("port: 8000", "port: 8000.0")
    .replaceAll("\n", "\r\n");
  return `\ufeff${odd}`;
}
