import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { ChannelConfiguration } from "../../config";
import { mapEntries } from "../map-entries";
import { type Transform, transformed } from "../transform";

/** The arguments of {@link NotificationChannels}. */
export interface NotificationChannelsArgs {
  /** Name of the stack, which stands before the name of each channel in the console. Changing it is in place. */
  readonly stack: string;
  /** The channels by name. Changing the type of one replaces it, all else is in place. */
  readonly channels: Readonly<Record<string, ChannelConfiguration>>;
  /**
   * The values of the secrets that channels name, by the name of the secret. They go nowhere but into the
   * channels, as secrets. Changing one is in place.
   */
  readonly secretValues: Readonly<Record<string, pulumi.Input<string> | undefined>>;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to every channel. */
    readonly channel?: Transform<gcp.monitoring.NotificationChannelArgs>;
  };
}

/**
 * The ways in which people are told.
 *
 * An email address and a Pub/Sub topic work at once. Google tells nobody that a Slack token or a PagerDuty key is
 * wrong: send a test from the console after the first update.
 *
 * Cost: none.
 */
export class NotificationChannels extends pulumi.ComponentResource {
  /** Full names of the channels, `projects/<project>/notificationChannels/<number>`, by name. */
  readonly names: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(
    name: string,
    args: NotificationChannelsArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("holdfast:observability:NotificationChannels", name, {}, options);
    const child: pulumi.CustomResourceOptions = {
      parent: this,
      dependsOn: options?.dependsOn,
      // The provider would change it in place, and Cloud Monitoring refuses that.
      replaceOnChanges: ["type"],
    };
    this.names = mapEntries(args.channels, (channel, key) => {
      const resource = new gcp.monitoring.NotificationChannel(
        ...transformed<gcp.monitoring.NotificationChannelArgs>(
          args.transform?.channel,
          `${name}-${key}`,
          {
            displayName: `[${args.stack}] ${key}`,
            type: channel.type,
            ...channelLabels(channel, (secret) => secretValue(args.secretValues, secret)),
          },
          child,
        ),
      );
      return resource.name;
    });
    this.registerOutputs({});
  }
}

function secretValue(
  values: NotificationChannelsArgs["secretValues"],
  name: string | undefined,
): pulumi.Output<string> {
  const value = name !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) {
    throw new Error("A notification channel was created before its secret was checked.");
  }
  return pulumi.secret(value);
}

type Labels = Pick<gcp.monitoring.NotificationChannelArgs, "labels" | "sensitiveLabels">;

/**
 * What Cloud Monitoring must know of a channel, with secrets apart. webhook_tokenauth has its token in the
 * address (https://cloud.google.com/monitoring/support/notification-options#webhooks), so there the address is
 * the secret.
 */
export function channelLabels(
  channel: ChannelConfiguration,
  secretOf: (name: string | undefined) => pulumi.Output<string>,
): Labels {
  switch (channel.type) {
    case "email":
      return { labels: { email_address: channel.address ?? "" } };
    case "pubsub":
      return { labels: { topic: channel.topic ?? "" } };
    case "slack":
      return {
        labels: { channel_name: channel.channelName ?? "" },
        sensitiveLabels: { authToken: secretOf(channel.authToken) },
      };
    case "pagerduty":
      return { sensitiveLabels: { serviceKey: secretOf(channel.serviceKey) } };
    case "webhook_basicauth":
      return {
        labels: { url: channel.url ?? "", username: channel.username ?? "" },
        sensitiveLabels: { password: secretOf(channel.password) },
      };
    case "webhook_tokenauth":
      return {
        labels: {
          url: secretOf(channel.authToken).apply(
            (token) => `${channel.url}?auth_token=${encodeURIComponent(token)}`,
          ),
        },
      };
  }
}
