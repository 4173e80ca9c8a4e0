/**
 * What an endpoint is for.
 *
 * - `connect`: whoever reads the text connects there;
 * - `listen`: whoever reads the text accepts connections there;
 * - `mention`: a name to compare with, such as an allowed host, an origin or an exception from a proxy.
 */
export type EndpointUse = "connect" | "listen" | "mention";

/** How an endpoint is written. */
export type EndpointForm =
  | "url"
  | "jdbc"
  | "key-value"
  | "go-dsn"
  | "descriptor"
  | "host-port"
  | "host";

/** One host that a text names as the end of a connection. */
export interface Endpoint {
  /** The host as a resolver would get it: percent-decoded, without brackets. Never show it: it may be a misplaced credential. */
  readonly host: string;
  /**
   * The port that is written, else the ports that the scheme or the name usually mean: one, or several of which any may
   * be meant. Empty when nothing tells the port.
   */
  readonly ports: readonly number[];
  readonly form: EndpointForm;
  readonly use: EndpointUse;
}

/** An endpoint before the name of its carrier has told what it is for. */
export type WrittenEndpoint = Omit<Endpoint, "use">;
