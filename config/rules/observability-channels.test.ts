import { describe, expect, it } from "vitest";
import { judge, type Raw } from "../stack-file.fixture";
import { watched } from "./observability.fixture";
import { observabilityChannels } from "./observability-channels";
import { accepts, refuses } from "./table.fixture";

const channel = (settings: Raw) =>
  watched((observability) => {
    observability.channels.extra = settings;
  });
const url = "https://hooks.example.com/alerts";

refuses(observabilityChannels, [
  {
    name: "an email channel without an address",
    change: channel({ type: "email" }),
    at: ["observability.channels.extra.address"],
    says: '"address" beside the type "email"',
  },
  {
    name: "a webhook that lacks all that it needs",
    change: channel({ type: "webhook_basicauth" }),
    at: [
      "observability.channels.extra.url",
      "observability.channels.extra.username",
      "observability.channels.extra.password",
    ],
  },
  {
    name: "a setting of another type",
    change: channel({
      type: "email",
      address: "a@b.example",
      topic: "projects/netra-1/topics/a1b",
    }),
    at: ["observability.channels.extra.topic"],
    says: "Remove it, or change the type.",
  },
  {
    name: "a secret that is not declared, naming the nearest",
    change: channel({ type: "pagerduty", serviceKey: "pager-ky" }),
    at: ["observability.channels.extra.serviceKey"],
    says: 'Write "pager-key".',
  },
  {
    name: "a secret with a name that every object has",
    change: channel({ type: "pagerduty", serviceKey: "constructor" }),
    at: ["observability.channels.extra.serviceKey"],
  },
  {
    name: "a generated secret, which the other end cannot know",
    change: channel({ type: "slack", channelName: "#alerts", authToken: "signing-key" }),
    at: ["observability.channels.extra.authToken"],
    says: "nobody at the other end",
  },
  {
    name: "a secret whose value only Secret Manager has",
    change: watched((observability, file) => {
      file["holdfast:secrets"].old = { existing: { version: 3 } };
      observability.channels.pager.serviceKey = "old";
    }),
    at: ["observability.channels.pager.serviceKey"],
    says: "only Secret Manager has",
  },
]);

accepts(observabilityChannels, [
  { name: "an email address and a pager with a key", change: watched() },
  { name: "Slack", change: channel({ type: "slack", channelName: "#a", authToken: "pager-key" }) },
  { name: "a topic", change: channel({ type: "pubsub", topic: "projects/netra-1/topics/alerts" }) },
  {
    name: "a webhook with a password",
    change: channel({ type: "webhook_basicauth", url, username: "google", password: "pager-key" }),
  },
  {
    name: "a webhook with a token",
    change: channel({ type: "webhook_tokenauth", url, authToken: "pager-key" }),
  },
]);

describe("a secret in the place of its name", () => {
  it("is not shown", () => {
    const change = channel({ type: "pagerduty", serviceKey: "0123456789abcdef" });
    const problems = judge(observabilityChannels, change);
    expect(problems).toHaveLength(1);
    expect(JSON.stringify(problems)).not.toContain("0123456789abcdef");
  });
});
