import type { Address } from "./reach";

/**
 * Reads where hosts are reached, each as `HOST=ADDRESS:PORT`. Empty texts are passed over.
 *
 * @throws {Error} in one sentence when one cannot be meant.
 */
export function parseConnectTo(texts: readonly string[]): Map<string, Address> {
  return new Map(
    texts
      .filter((text) => text !== "")
      .map((text) => {
        const [, host = "", plain, bracketed, port] =
          /^([^=]+)=(?:([^[\]:]+)|\[([^\]]+)\]):(\d{1,5})$/.exec(text) ?? [];
        const address = plain ?? bracketed;
        if (address === undefined || Number(port) < 1 || Number(port) > 65_535) {
          throw new Error(
            `"${text}" does not say where a host is reached. Write HOST=ADDRESS:PORT, such as "staging.example.com=127.0.0.1:8443".`,
          );
        }
        return [host.toLowerCase(), { address, port: Number(port) }];
      }),
  );
}
