import { nameWords } from "../endpoint/name-words";
import { type Leaf, MAX_LEAVES } from "./leaf";

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

/**
 * Reads the attributes and the texts of XML, such as a data source of Tomcat, a bean of Spring or a connection string of
 * .NET. An element with `name` or `key` and `value` is one value with that name.
 */
export function readMarkup(text: string): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const withoutComments = text.replace(/<!--.*?(?:-->|$)/gs, "");
  for (const [, element = "", attributes = "", content = ""] of withoutComments.matchAll(
    /<([A-Za-z][\w:.-]{0,100})((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>([^<]*)/g,
  )) {
    leaves.push(...readAttributes(attributes));
    if (content.trim() !== "") {
      leaves.push(leaf(element, content, new Map()));
    }
    if (leaves.length > MAX_LEAVES) {
      break;
    }
  }
  return leaves;
}

function readAttributes(text: string): readonly Leaf[] {
  const pairs = [...text.matchAll(/([A-Za-z_][\w:.-]{0,100})\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
    ([, key = "", double, single]) => [key, decoded(double ?? single ?? "")] as const,
  );
  const siblings = new Map(pairs.map(([key, value]) => [nameWords(key).join(" "), value] as const));
  const name = siblings.get("name") ?? siblings.get("key");
  return pairs.map(([key, value]) => leaf(key === "value" && name ? name : key, value, siblings));
}

function leaf(key: string, text: string, siblings: Leaf["siblings"]): Leaf {
  return { keys: [key], name: nameWords(key), siblings, text: decoded(text) };
}

function decoded(text: string): string {
  return text
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (whole, hex?: string, decimal?: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replace(/&([a-z]{2,4});/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
