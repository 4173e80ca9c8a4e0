import { definePolicy } from "../framework/define-policy";
import { Place } from "../framework/place";
import type { StackFinding, StackResource } from "../framework/policy";
import { subjectOf } from "../framework/subject";
import { Relations } from "../models/relation/relations";
import { type Channel, checkAlert, checkChannels } from "./check";

/** Refuses alerts that reach nobody. */
export const alertHasChannel = definePolicy({
  id: "alert-has-channel",
  displayName: "Alerts reach somebody",
  description:
    "Refuses an alert policy of Cloud Monitoring that is enabled and has no notification channel, or only channels that the program itself disables. " +
    "Such an alert opens an incident that nobody hears of.",
  severity: "high",
  remediation:
    "Name at least one enabled notification channel in notificationChannels. Set enabled to false on an alert policy that should tell nobody.",
  incidents: ["N18"],
  appliesTo: isAlertPolicy,
  resource: ({ props }) => checkAlert(new Place(props)),
  stack: judgeChannels,
});

function judgeChannels(resources: readonly StackResource[]): readonly StackFinding[] {
  const relations = Relations.of(resources);
  return resources
    .filter(({ type }) => isAlertPolicy(type))
    .flatMap((alert) =>
      checkChannels(new Place(alert.inputs ?? alert.props), (place) =>
        relations
          .behind(alert, place, isNotificationChannel)
          .map(({ resource }) => channelOf(resource)),
      ).map((finding) => ({ subject: subjectOf(alert), urn: alert.urn, finding })),
    );
}

function channelOf({ name, props }: StackResource): Channel {
  const enabled = new Place(props).at("enabled").flag();
  return { name, enabled: typeof enabled === "boolean" ? enabled : undefined };
}

function isAlertPolicy(type: string): boolean {
  return type === "gcp:monitoring/alertPolicy:AlertPolicy";
}

function isNotificationChannel(type: string): boolean {
  return type === "gcp:monitoring/notificationChannel:NotificationChannel";
}
