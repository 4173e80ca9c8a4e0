import { type Exemption, isExpired, namesResource } from "./exemption";

/**
 * The exemptions of this run. The policy `exemptions`, which is the first of the pack, loads them before the other
 * policies judge a resource; so with that policy switched off nothing is exempt.
 */
export class ExemptionRegister {
  private entries: readonly Exemption[] = [];

  /** @param now The clock, so that tests choose the day. */
  constructor(private readonly now: () => Date = () => new Date()) {}

  /** Puts these exemptions in place of the ones before. */
  load(entries: readonly Exemption[]): void {
    this.entries = entries;
  }

  /** The first exemption that is in force today for a policy at a resource. */
  find(policyId: string, urn: string): Exemption | undefined {
    if (this.entries.length === 0) return undefined;
    const today = this.today();
    return this.entries.find(
      (entry) => entry.policy === policyId && !isExpired(entry, today) && namesResource(entry, urn),
    );
  }

  /** Today as `YYYY-MM-DD` in UTC, the form in which exemptions expire. */
  today(): string {
    return this.now().toISOString().slice(0, 10);
  }
}
