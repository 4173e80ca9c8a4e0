/** Stands for each character of a placeholder; no host, port or scheme holds it. */
export const PLACEHOLDER = "\ufffc";

const CLOSING: ReadonlyMap<string, string> = new Map([
  ["${", "}"],
  ["$(", ")"],
  ["{{", "}}"],
  ["<%", "%>"],
]);

/**
 * Blanks out what something else fills in before the text is used: `${DB_HOST}`, `$(DB_HOST)`, `{{ .host }}`, and with
 * it the fallback in `${DB_HOST:localhost}`, which is used only where the variable is missing. The length stays.
 */
export function blankPlaceholders(text: string): string {
  let blanked = "";
  let end = 0;
  for (const placeholder of outermostPlaceholders(text)) {
    blanked += text.slice(end, placeholder.start);
    blanked += PLACEHOLDER.repeat(placeholder.end - placeholder.start);
    end = placeholder.end;
  }
  return blanked + text.slice(end);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The placeholders that stand in no other one, in their order. One without an end is none. */
function outermostPlaceholders(text: string): readonly Span[] {
  const spans: Span[] = [];
  const open: { readonly start: number; readonly closing: string }[] = [];
  for (const { 0: token, index } of text.matchAll(/\$[{(]|\{\{|<%|\}\}?|\)|%>/g)) {
    const closing = CLOSING.get(token);
    if (closing !== undefined) {
      open.push({ start: index, closing });
      continue;
    }
    let end = index;
    for (
      let last = open.at(-1);
      last !== undefined && token.startsWith(last.closing, end - index);
      last = open.at(-1)
    ) {
      open.pop();
      end += last.closing.length;
      removeWithin(spans, last.start);
      spans.push({ start: last.start, end });
    }
  }
  return spans;
}

function removeWithin(spans: Span[], start: number): void {
  while ((spans.at(-1)?.start ?? -1) > start) {
    spans.pop();
  }
}
