import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { isKnown } from "../framework/value";
import { isWholeInternet } from "../models/network/range";

/** Judges the networks that a database lets connect to its public address. */
export function checkAuthorizedNetworks(networks: readonly Place[]): readonly Finding[] {
  return networks.flatMap((network) => {
    const { value, path } = network;
    if (!isKnown(value)) {
      return [undetermined(path, `${value.reason}. Give the range as a literal.`)];
    }
    return typeof value === "string" && isWholeInternet(value)
      ? [
          violation(
            path,
            `is "${value}", which lets any host of the internet connect. Only ranges of known hosts are allowed. Name them, or reach the database by its private address.`,
          ),
        ]
      : [];
  });
}
