import type { NotificationChannelArgs, NotificationChannelState } from "@pulumi/gcp/monitoring";
import { describe } from "../../../declared/describe";
import { assigned } from "../../../declared/resource-type";
import { atMostOne, exactlyOne, needs } from "../../../declared/rules";
import { deletionPolicy, needsProject, project } from "../../properties";
import { whereGiven } from "../given-block";

/** The labels that hold secrets, by their names in the block for them and in the API. */
const sensitive = { authToken: "auth_token", password: "password", serviceKey: "service_key" };

/** A way in which Cloud Monitoring tells somebody. */
export const notificationChannel = describe<NotificationChannelArgs, NotificationChannelState>({
  token: "gcp:monitoring/notificationChannel:NotificationChannel",
  id: (r) => r.text("name"),
  required: ["type"],
  defaults: { enabled: true, forceDelete: false },
  rules: [
    needsProject,
    whereGiven(
      "sensitiveLabels",
      exactlyOne(
        ...Object.keys(sensitive).flatMap((name) => [
          `sensitiveLabels.${name}`,
          `sensitiveLabels.${name}Wo`,
        ]),
      ),
    ),
    ...Object.entries(sensitive).flatMap(([name, label]) => [
      {
        about: ["labels", "sensitiveLabels"],
        failures: atMostOne(`labels.${label}`, `sensitiveLabels.${name}`).failures,
      },
      needs(`sensitiveLabels.${name}Wo`, `sensitiveLabels.${name}WoVersion`),
      needs(`sensitiveLabels.${name}WoVersion`, `sensitiveLabels.${name}Wo`),
    ]),
  ],
  replaces: ["project"],
  computed: {
    name: assigned(
      (r) => `projects/${r.text("project")}/notificationChannels/${r.digits("channel", 19)}`,
    ),
    verificationStatus: assigned(() => ""),
  },
  decided: { deletionPolicy, project },
});
