import type { WrittenEndpoint } from "./endpoint";
import { readHostPort, readPort } from "./host-port";

/**
 * Reads hosts in parentheses: Oracle's `(DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=a)(PORT=1521))...)` and MySQL's
 * `address=(host=a)(port=3306)` and `(host=a,port=3306)`.
 *
 * @param text A text without placeholders.
 */
export function readDescriptors(text: string): readonly WrittenEndpoint[] {
  if (!/\(\s*(?:address|host|protocol|port)\s*=/i.test(text)) {
    return [];
  }
  const usual = /mysql|mariadb/i.test(text) ? 3306 : 1521;
  return text.split(/address\s*=|\)\s*,\s*(?=\()/i).flatMap((part) => readAddress(part, usual));
}

function readAddress(part: string, usual: number): readonly WrittenEndpoint[] {
  const host = /[(,]\s*host\s*=\s*([^\s(),]+)/i.exec(part)?.[1];
  const pair = host === undefined ? undefined : readHostPort(host);
  if (pair === undefined) {
    return [];
  }
  const port = readPort(/[(,]\s*port\s*=\s*(\d{1,5})/i.exec(part)?.[1] ?? "");
  return [{ host: pair.host, ports: [port ?? pair.port ?? usual], form: "descriptor" }];
}
