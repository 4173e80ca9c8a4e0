/** A proxy that did not open the way to a host. */
export class ProxyRefusal extends Error {
  /** @param status What it answered; undefined when it did not. */
  constructor(readonly status: number | undefined) {
    super("The proxy did not open a tunnel.");
  }
}
