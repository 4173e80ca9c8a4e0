import { tooSlow } from "./failure";

/** The moment at which a lookup gives up, whatever it is doing then. */
export class Deadline {
  readonly #end: number;
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  /**
   * @param milliseconds From now.
   * @param host Whom the failure names as too slow.
   */
  constructor(milliseconds: number, host: string) {
    this.#end = performance.now() + milliseconds;
    this.#timer = setTimeout(
      () => this.#controller.abort(tooSlow(host, milliseconds)),
      milliseconds,
    );
  }

  /** Aborts when the deadline passes, with the {@link RegistryFailure} as its reason. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Milliseconds that are left; 0 or less when it has passed. */
  get remaining(): number {
    return this.#end - performance.now();
  }

  /** Lets the process end without waiting for it. To be called when the lookup is over. */
  clear(): void {
    clearTimeout(this.#timer);
  }

  /**
   * Waits for work that several lookups share and that must not end with one of them.
   *
   * @throws RegistryFailure when the deadline passes first.
   */
  async until<T>(shared: Promise<T>): Promise<T> {
    // Its failure belongs to whoever else waits for it, should this lookup be over first.
    shared.catch(() => {});
    this.signal.throwIfAborted();
    let stop = (): void => {};
    const passed = new Promise<never>((_, reject) => {
      stop = () => reject(this.signal.reason);
      this.signal.addEventListener("abort", stop, { once: true });
    });
    try {
      return await Promise.race([shared, passed]);
    } finally {
      this.signal.removeEventListener("abort", stop);
    }
  }

  /**
   * Waits.
   *
   * @throws RegistryFailure when the deadline passes first.
   */
  async pause(milliseconds: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    try {
      await this.until(
        new Promise<void>((resolve) => {
          timer = setTimeout(resolve, milliseconds);
        }),
      );
    } finally {
      clearTimeout(timer);
    }
  }
}
