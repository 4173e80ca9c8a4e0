import { type RegistryFailure, tooSlow } from "./failure";

/** The moment at which a lookup gives up, whatever it is doing then. */
export class Deadline {
  readonly #end: number;
  readonly #timer: NodeJS.Timeout;
  // Several for each request, and lighter than an AbortSignal by far.
  readonly #acts = new Set<(failure: RegistryFailure) => void>();
  #failure: RegistryFailure | undefined;

  /**
   * @param milliseconds From now.
   * @param host Whom the failure names as too slow.
   */
  constructor(milliseconds: number, host: string) {
    this.#end = performance.now() + milliseconds;
    this.#timer = setTimeout(() => this.#pass(tooSlow(host, milliseconds)), milliseconds);
  }

  /** Milliseconds that are left; 0 or less when it has passed. */
  get remaining(): number {
    return this.#end - performance.now();
  }

  /** @throws RegistryFailure when the deadline has passed. */
  check(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  /**
   * Has something done when the deadline passes.
   *
   * @returns What takes it back.
   */
  whenPassed(act: (failure: RegistryFailure) => void): () => void {
    this.#acts.add(act);
    return () => this.#acts.delete(act);
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
    this.check();
    let takeBack = () => {};
    const passed = new Promise<never>((_, reject) => {
      takeBack = this.whenPassed(reject);
    });
    try {
      return await Promise.race([shared, passed]);
    } finally {
      takeBack();
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
  #pass(failure: RegistryFailure): void {
    this.#failure = failure;
    for (const act of this.#acts) act(failure);
  }
}
