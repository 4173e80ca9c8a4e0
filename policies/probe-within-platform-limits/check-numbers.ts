import { type Finding, undetermined, violation } from "../framework/finding";
import { type Place, unreadPlaces } from "../framework/place";

/** What cannot be read now of the numbers of a probe, each place once. */
export function unreadNumbers(probe: Place, keys: readonly string[]): readonly Finding[] {
  const places = new Map(
    keys.map((key) => probe.at(key)).map((place) => [place.path, place] as const),
  );
  return unreadPlaces([...places.values()]).map(({ path, reason }) =>
    undetermined(path, `${reason}. Give it as a literal, so that the limit can be checked.`),
  );
}

/** A number outside of what the platform takes, ends included; nothing for what is no number. */
export function checkRange(place: Place, least: number, most: number): readonly Finding[] {
  const { value } = place;
  if (typeof value !== "number" || (value >= least && value <= most)) {
    return [];
  }
  const allowed = most === Number.POSITIVE_INFINITY ? `${least} or more` : `${least} to ${most}`;
  const nearest = value < least ? `${least} or more` : `${most} or less`;
  return [violation(place.path, `is ${value}. It may be ${allowed}. Set it to ${nearest}.`)];
}

/** Several ways to ask in one probe, of which a platform takes one. */
export function checkSeveral(probe: Place, handlers: readonly string[]): readonly Finding[] {
  const given = handlers.filter((handler) => probe.at(handler).record() !== undefined);
  return given.length > 1
    ? [
        violation(
          probe.path,
          `has ${given.length} ways to ask (${given.join(", ")}). A probe has one. Remove the others.`,
        ),
      ]
    : [];
}
