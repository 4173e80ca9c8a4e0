import { z } from "zod";
import { duration } from "./duration";
import { objectives } from "./objectives";
import { logs } from "./observability-logs";
import { thresholds } from "./observability-thresholds";
import { entryName, oneOf, reason, text } from "./value";

const told = "In place: the alerts reach the channel in its new form.";

/** The name of a secret whose value a channel needs. */
const secretName = z.string().meta({
  allowed: "the name of a secret of the stack file that has a value",
  hidden: true,
});

const channel = z.strictObject({
  type: oneOf([
    "email",
    "slack",
    "pagerduty",
    "pubsub",
    "webhook_basicauth",
    "webhook_tokenauth",
  ]).meta({
    description: "Kind of channel, in the words of Cloud Monitoring.",
    change: "Replaces the channel. The alerts move to the new one in the same update.",
  }),
  address: text(
    // Plain characters only: one that cannot be seen sends every alert to nobody.
    /^(?!.*@.*@)[\x21-\x7e]{1,64}@[\x21-\x7e]{1,253}$/,
    "an email address in plain ASCII",
  )
    .optional()
    .meta({
      description: "Address that gets the mail. email only.",
      absent: "required for email",
      change: told,
    }),
  channelName: text(/^[#@][^\s#@]{1,79}$/, 'a channel such as "#alerts", in quotes')
    .optional()
    .meta({
      description: "Channel of the Slack workspace. slack only.",
      absent: "required for slack",
      change: told,
    }),
  topic: text(
    /^projects\/[a-z0-9.:-]{6,}\/topics\/[A-Za-z][A-Za-z0-9._~+%-]{2,254}$/,
    'a topic such as "projects/netra-staging/topics/alerts"',
  )
    .optional()
    .meta({
      description:
        "Pub/Sub topic that gets the messages. It must exist, and let service-<project number>@gcp-sa-monitoring-notification.iam.gserviceaccount.com publish. pubsub only.",
      absent: "required for pubsub",
      change: told,
    }),
  url: text(
    /^https:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/,
    'an address that starts with "https://", without user, password and parameters',
  )
    .optional()
    .meta({
      description:
        "Address that gets the messages by POST. webhook_basicauth and webhook_tokenauth.",
      absent: "required for the two kinds of webhook",
      hidden: true,
      change: told,
    }),
  username: text(/^[^\s:]{1,100}$/, "a name without spaces and colons")
    .optional()
    .meta({
      description: "User name of the address. webhook_basicauth only.",
      absent: "required for webhook_basicauth",
      change: told,
    }),
  password: secretName.optional().meta({
    description: "Name of the secret that is the password of the address. webhook_basicauth only.",
    absent: "required for webhook_basicauth",
    change: told,
  }),
  authToken: secretName.optional().meta({
    description:
      "Name of the secret that is the token: the OAuth token of the Slack workspace, or what the address gets as auth_token. slack and webhook_tokenauth.",
    absent: "required for slack and webhook_tokenauth",
    change: told,
  }),
  serviceKey: secretName.optional().meta({
    description:
      "Name of the secret that is the integration key of the PagerDuty service. pagerduty only.",
    absent: "required for pagerduty",
    change: told,
  }),
});

const channels = z.record(entryName, channel).meta({
  description:
    "Who is told: a map from a name to a notification channel. Secrets that channels name need a value in holdfast:secrets, since Cloud Monitoring gets the value itself.",
});

const escalation = z
  .strictObject({
    warning: z.array(entryName).meta({
      description: "Channels of every alert of severity WARNING: what needs a look today.",
      allowed: "a list of names of channels, at least one",
      change: "In place.",
    }),
    critical: z.array(entryName).meta({
      description:
        "Channels of every alert of severity CRITICAL: what needs somebody now. At least one of them is not among those of warning.",
      allowed: "a list of names of channels, at least one",
      change: "In place.",
    }),
  })
  .meta({ description: "Which channels an alert reaches." });

/** The places from which Cloud Monitoring looks: https://cloud.google.com/monitoring/uptime-checks. */
const uptimeRegions = [
  "USA",
  "USA_OREGON",
  "USA_IOWA",
  "USA_VIRGINIA",
  "EUROPE",
  "SOUTH_AMERICA",
  "ASIA_PACIFIC",
] as const;

const uptime = z
  .strictObject({
    period: oneOf(["60s", "300s", "600s", "900s"]).default("60s").meta({
      description: "Time between two looks from one place.",
      change: "In place.",
    }),
    timeout: duration("1s", "60s").prefault("10s").meta({
      description: "Time that the answer may take before the look counts as failed.",
      change: "In place.",
    }),
    regions: z.array(oneOf(uptimeRegions)).default(["USA", "EUROPE", "ASIA_PACIFIC"]).meta({
      description: "From where is looked: at least three places. USA is three by itself.",
      change: "In place.",
    }),
  })
  .meta({
    description:
      "Uptime checks: each host of the load balancer is asked for the health path of its service, and must answer with the body that health means.",
  });

/** What the stack file says of who watches the stack, and from when on somebody is told. */
export const observability = z
  .strictObject({
    channels,
    escalation,
    thresholds: thresholds.prefault({}),
    logs: logs.prefault({}),
    uptime: uptime.prefault({}),
    objectives: objectives.prefault({}),
    investigation: reason.optional().meta({
      description:
        "Why more is logged than usual. While it is there the load balancer logs every request, the network every flow, the firewall what it allows too, Cloud NAT every translation, and databases their connections and every statement of a second or more, with the values in it. Other keys on logging count again once it is removed. Previews, updates and the output investigation show the reason.",
      absent: "logging is as the other keys say",
      change: "In place: no restart and no new revision. Logs are charged by the GB.",
    }),
  })
  .meta({
    description:
      "Notification channels, alerts, uptime checks and metrics of logs. Absent: nobody is told of anything.",
  });
