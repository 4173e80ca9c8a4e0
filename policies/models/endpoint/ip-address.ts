/**
 * Reads an IPv4 address in every spelling that resolvers take: one to four parts, the last of which fills the rest, each
 * decimal, octal (leading `0`) or hexadecimal (leading `0x`), as `inet_aton` and https://url.spec.whatwg.org/#concept-ipv4-parser
 * read it.
 *
 * @returns The address as one number, or undefined when the text is none.
 */
export function parseIpv4(text: string): number | undefined {
  const parts = text.split(".");
  if (parts.length > 1 && parts.at(-1) === "") {
    parts.pop();
  }
  const numbers = parts.map(parseIpv4Part);
  const last = numbers.pop();
  if (numbers.length > 3 || last === undefined || last >= 256 ** (4 - numbers.length)) {
    return undefined;
  }
  let address = last;
  for (const [index, number] of numbers.entries()) {
    if (number === undefined || number > 255) {
      return undefined;
    }
    address += number * 256 ** (3 - index);
  }
  return address;
}

function parseIpv4Part(part: string): number | undefined {
  if (/^0x[0-9a-f]+$/i.test(part)) {
    return Number.parseInt(part, 16);
  }
  if (/^0[0-7]+$/.test(part)) {
    return Number.parseInt(part, 8);
  }
  return /^(?:0|[1-9][0-9]*)$/.test(part) ? Number.parseInt(part, 10) : undefined;
}

/**
 * Reads an IPv6 address without brackets and zone, in long, short and mixed (`::ffff:127.0.0.1`) form.
 *
 * @returns Its eight groups, or undefined when the text is none.
 */
export function parseIpv6(text: string): readonly number[] | undefined {
  const halves = text.split("::");
  if (halves.length > 2) {
    return undefined;
  }
  const head = parseGroups(halves[0] ?? "", halves.length === 1);
  const tail = halves.length === 1 ? [] : parseGroups(halves[1] ?? "", true);
  if (head === undefined || tail === undefined) {
    return undefined;
  }
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) {
    return undefined;
  }
  return [...head, ...Array<number>(missing).fill(0), ...tail];
}

function parseGroups(text: string, mayEndInIpv4: boolean): number[] | undefined {
  if (text === "") {
    return [];
  }
  const groups: number[] = [];
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else if (mayEndInIpv4 && index === parts.length - 1 && /^\d+\.\d+\.\d+\.\d+$/.test(part)) {
      const address = parseIpv4(part);
      if (address === undefined) {
        return undefined;
      }
      groups.push(Math.floor(address / 65536), address % 65536);
    } else {
      return undefined;
    }
  }
  return groups;
}
