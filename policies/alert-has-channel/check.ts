import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { NotApplicable, type PolicyAnswer } from "../framework/policy";
import { isKnown } from "../framework/value";

const ACTION = "Add a notification channel that somebody watches.";

/** What a channel is to those who should hear of an alert. */
export interface Channel {
  /** Its name in the program. */
  readonly name: string;
  /** Whether it forwards anything; undefined while that is not known. */
  readonly enabled: boolean | undefined;
}

/**
 * Judges an alert policy by itself. Which channels it has is not known at a preview when another resource makes the list;
 * {@link checkChannels} judges that with the stack.
 */
export function checkAlert(alert: Place): PolicyAnswer {
  const enabled = alert.at("enabled");
  const channels = alert.at("notificationChannels");
  if (isOff(enabled)) {
    return new NotApplicable("The alert policy is disabled, so it alerts nobody by intent.");
  }
  if (channels.unknownReason() !== undefined) {
    return new NotApplicable("Its notification channels are judged with the stack.");
  }
  if (channelEntries(channels).length > 0) {
    return [];
  }
  const reason = enabled.unknownReason();
  return [
    reason === undefined
      ? violation(channels.path, `names no notification channel, so nobody is told. ${ACTION}`)
      : undetermined(enabled.path, `${reason}, and there is no notification channel. ${ACTION}`),
  ];
}

/**
 * Judges what an alert policy's channels are.
 *
 * @param channelsOf The channels of the stack that a place refers to; none for a place that refers to what the stack does
 *   not have, or of which nothing tells what it refers to.
 */
export function checkChannels(
  alert: Place,
  channelsOf: (place: Place) => readonly Channel[],
): readonly Finding[] {
  const list = alert.at("notificationChannels");
  if (isOff(alert.at("enabled"))) {
    return [];
  }
  const reason = list.unknownReason();
  const entries = reason === undefined ? channelEntries(list) : [list];
  const perEntry = entries.map(channelsOf);
  if (reason !== undefined && perEntry.every((channels) => channels.length === 0)) {
    return [undetermined(list.path, `${reason}. Give the channels as a list of ids.`)];
  }
  return perEntry.length > 0 && perEntry.every(allDisabled)
    ? [
        violation(
          list.path,
          `has disabled channels only (${names(perEntry.flat())}), so nobody is told. Enable one, or add another.`,
        ),
      ]
    : [];
}

/** A channel whose id is not known yet is a channel all the same. */
function channelEntries(channels: Place): readonly Place[] {
  return channels
    .entries()
    .filter(({ value }) => !isKnown(value) || (typeof value === "string" && value.trim() !== ""));
}

/** One place stands for one channel; where several may be meant, one that works is enough. */
function allDisabled(channels: readonly Channel[]): boolean {
  return channels.length > 0 && channels.every(({ enabled }) => enabled === false);
}

function isOff(enabled: Place): boolean {
  return enabled.flag() === false;
}

function names(channels: readonly Channel[]): string {
  return [...new Set(channels.map(({ name }) => `"${name}"`))].join(", ");
}
