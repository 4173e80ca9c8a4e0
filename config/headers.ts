import type { StackConfiguration } from "./configuration";

/** What a header of a request holds: a text, or the value of a secret of the stack file. */
export type HeaderValue = string | { readonly secret: string };

/** The headers of a request by their names. */
export type Headers = Readonly<Record<string, HeaderValue>>;

/** The headers with what stands for each secret. */
export function mapHeaders<Held>(
  headers: Headers,
  held: (secret: string, name: string) => Held,
): Record<string, string | Held> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === "string" ? value : held(value.secret, name),
    ]),
  );
}

/** The headers that hold a text. */
export function plainHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as const] : [],
    ),
  );
}

/** The headers that hold the value of a secret, each with the name of the secret. */
export function secretHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === "string" ? [] : [[name, value.secret] as const],
    ),
  );
}

/** The headers with which a host is asked for the health of a service. Its `Host` is the host that is asked. */
export function healthHeaders(
  { services }: Pick<StackConfiguration, "services">,
  service: string,
): Headers {
  return Object.fromEntries(
    Object.entries(services[service]?.health.headers ?? {}).filter(
      ([name]) => name.toLowerCase() !== "host",
    ),
  );
}
