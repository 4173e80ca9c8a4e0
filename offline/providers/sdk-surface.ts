import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import ts from "typescript";

/** What an SDK says of one type of resource. */
export interface SdkType {
  /** The properties that a program can give. */
  readonly inputs: readonly string[];
  /** The inputs that it must give. */
  readonly required: readonly string[];
  /** The properties that it cannot give. */
  readonly outputs: readonly string[];
  /** The properties that the SDK itself marks as secret outputs. */
  readonly secrets: readonly string[];
  /** The inputs whose documentation says that a change of them replaces the resource. */
  readonly documentedReplaces: readonly string[];
  /** Whether a place exists in the inputs. */
  readonly hasPlace: (path: string) => boolean;
}

/** The typings of the nested inputs of a package, by namespace and name; large, so read once. */
type NestedInputs = ReadonlyMap<string, ts.InterfaceDeclaration>;

/** Reads what the SDK of a provider says of a type, from the files that its class is in. */
export function sdkType(packageName: string, token: string): SdkType {
  const folder = dirname(createRequire(__filename).resolve(`${packageName}/package.json`));
  const [, member = "", className = ""] = token.split(":");
  const [module = "", name = ""] = member.split("/");
  const file = join(folder, module === "index" ? "" : module, fileName(name));
  const code = readFileSync(`${file}.js`, "utf8");
  const body = code.slice(code.indexOf("constructor(name"));
  const args = interfaces(`${file}.d.ts`).get(`${className}Args`);
  const nested = module === "index" ? new Map() : nestedInputs(join(folder, "types/input.d.ts"));
  return {
    inputs: allMatches(body, /resourceInputs\["(\w+)"\] = [^;]*args\?/g),
    required: allMatches(body, /Missing required property '(\w+)'/g),
    outputs: allMatches(body, /resourceInputs\["(\w+)"\] = undefined \/\*out\*\//g),
    secrets: allMatches(/additionalSecretOutputs: \[(.*?)\]/.exec(body)?.[1] ?? "", /"(\w+)"/g),
    documentedReplaces: membersOf(args)
      .filter((item) => /Changing this forces a new/i.test(item.getFullText()))
      .map((item) => item.name.getText()),
    hasPlace: (path) => hasPlace(args, path.split("."), nested),
  };
}

/** Files are named like the type, those of types that begin with capitals (`IAMMember`, `URLMap`) in lower case. */
function fileName(type: string): string {
  return /^[a-z][A-Z]/.test(type) ? type.toLowerCase() : type;
}

function allMatches(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = ""]) => name))].sort();
}

function hasPlace(
  declaration: ts.InterfaceDeclaration | undefined,
  [name, ...rest]: readonly string[],
  nested: NestedInputs,
): boolean {
  const member = membersOf(declaration).find((item) => item.name.getText() === name);
  if (member === undefined) return false;
  if (rest.length === 0) return true;
  const [, reference] = /inputs\.(\w+\.\w+)/.exec(member.type?.getText() ?? "") ?? [];
  return reference !== undefined && hasPlace(nested.get(reference), rest, nested);
}

function membersOf(declaration: ts.InterfaceDeclaration | undefined): ts.PropertySignature[] {
  return [...(declaration?.members ?? [])].filter((member) => ts.isPropertySignature(member));
}

function interfaces(file: string): NestedInputs {
  const found = new Map<string, ts.InterfaceDeclaration>();
  const visit = (node: ts.Node, prefix: string): void => {
    if (ts.isInterfaceDeclaration(node)) found.set(prefix + node.name.text, node);
    else if (ts.isModuleDeclaration(node) && node.body !== undefined) {
      const inner = `${prefix}${node.name.text}.`;
      ts.forEachChild(node.body, (child) => visit(child, inner));
    }
  };
  const source = ts.createSourceFile(
    file,
    readFileSync(file, "utf8"),
    ts.ScriptTarget.ES2022,
    true,
  );
  for (const statement of source.statements) visit(statement, "");
  return found;
}

const read = new Map<string, NestedInputs>();

function nestedInputs(file: string): NestedInputs {
  const known = read.get(file) ?? interfaces(file);
  read.set(file, known);
  return known;
}
