/** A stack file of which the text itself is broken, before anybody reads a value in it. */
export interface BrokenText {
  readonly name: string;
  readonly text: string;
}

/** Deep enough to end a stack of calls that goes down with each level. */
const DEEP = 20_000;

const laughs = [
  "  a: &a [x, x, x, x, x, x, x, x, x]",
  ..."bcdefghij".split("").map((name, index) => {
    const before = `*${"abcdefghij"[index]}`;
    return `  ${name}: &${name} [${Array(9).fill(before).join(", ")}]`;
  }),
].join("\n");

/** What replaces what, in a file that has each of these lines. */
function edits(text: string): Record<string, string> {
  const withPort = (port: string) => text.replace("port: 8080", `port: ${port}`);
  const withPlatform = (value: string) => `${text}\n  holdfast:platform: ${value}\n`;
  const added = (line: string) => `${text}\n  ${line}\n`;
  return {
    "nothing at all": "",
    "only a comment": "# nothing\n",
    "no config": "encryptionsalt: none\n",
    "config without a value": "config:\n",
    "config as a text": "config: staging\n",
    "config as a list": "config:\n  - gcp:project\n",
    "a list in place of the file": "- config\n",
    "another word for config": text.replace("config:", "confg:"),
    "tabs for spaces": text.replace("\n      port: 8080", "\n\tport: 8080"),
    "a mark of byte order": `\ufeff${text}`,
    "ends of lines of Windows": text.replaceAll("\n", "\r\n"),
    "a null character": text.replace("port: 8080", "port: 80\u000080"),
    "a quote without an end": text.replace("port: 8080", 'port: "8080'),
    "a bracket without an end": text.replace(
      "scale: { min: 1, max: 4 }",
      "scale: { min: 1, max: 4",
    ),
    "a key twice": text.replace("port: 8080", "port: 8080\n      port: 8081"),
    "a section twice": added("holdfast:registry: { repository: other }"),
    "a second document": `${text}\n---\nconfig: {}\n`,
    "an alias that is fine": text
      .replace("scale: { min: 1, max: 4 }", "scale: &scale { min: 1, max: 4 }")
      .replace("scale: { min: 1, max: 4 }", "scale: *scale"),
    "an alias of nothing": text.replace("port: 8080", "port: *nothing"),
    "an alias of itself": text.replace("env:", "env: &env\n        A: *env"),
    "a merge key": text.replace("port: 8080", "<<: { port: 8080 }"),
    "aliases that multiply": `${text}\n${laughs}\n`,
    "a port in hexadecimal": withPort("0x1F90"),
    "a port in octal": withPort("0o17620"),
    "a port with a leading zero": withPort("08080"),
    "a port with underscores": withPort("8_080"),
    "a port with a point": withPort("8080.0"),
    "a port with an exponent": withPort("1e3"),
    "a port in quotes": withPort('"8080"'),
    "a port that is infinite": withPort(".inf"),
    "a port that is no number": withPort(".nan"),
    "a port in minutes": withPort("80:80"),
    "a date": withPort("2026-11-30"),
    "a tag of another type": withPort('!!str "8080"'),
    "a tag of no type": withPort("!port 8080"),
    "a tag of bytes": withPort("!!binary ODA4MA=="),
    "a switch in words": text.replace("cpu: 1", "cpu: 1\n      sessionAffinity: yes"),
    "a platform in words": withPlatform("on"),
    "a platform that is null": withPlatform("~"),
    "a platform as a list in quotes": withPlatform("'[\"gke\"]'"),
    "a platform that opens a map": withPlatform("'{gke'"),
    "a key that is a number": added("1: {}"),
    "a key that is a switch": added("true: {}"),
    "a key that is a list": added("[a, b]: {}"),
    "a key without a namespace": added("network: {}"),
    "a key of a misspelt namespace": added("holdfst:network: {}"),
    "a key of two namespaces": added("holdfast:a:b: {}"),
    "a key without a name": added('"holdfast:": {}'),
    "a text over several lines": text.replace(
      "region: us-central1",
      "region: |\n    us-central1\n    b",
    ),
    "a map that is very deep": added(`holdfast:verify: ${"{a: ".repeat(DEEP)}1${"}".repeat(DEEP)}`),
    "a list that is very deep": added(`holdfast:verify: ${"[".repeat(DEEP)}${"]".repeat(DEEP)}`),
    "a text of five million characters": added(`holdfast:verify: ${"x".repeat(5_000_000)}`),
    "a secret that was encrypted elsewhere": added(
      "holdfast:secrets: { secure: v1:PDGlmhEL2wnb0/8A:WRk2Rv0Z0f3iM4cPwRk4cw== }",
    ),
    "a secret that is no secret": added("holdfast:secrets: { secure: hunter2 }"),
    "a secret with more beside it": added("holdfast:secrets: { secure: v1:a, b: c }"),
  };
}

/** The text of a stack file, broken in each way. */
export function brokenTexts(text: string): BrokenText[] {
  return Object.entries(edits(text)).map(([name, broken]) => ({ name, text: broken }));
}
