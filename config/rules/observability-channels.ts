import type { Draft } from "../interpret";
import { nearest } from "../nearest";
import { type Path, type Problem, problemAt, quote, quoteAll } from "../problem";
import type { StackFile } from "../schema/stack-file";
import { entriesOf, type Rule, type Subject } from "./rule";

const topKey = "holdfast:observability";

type Channel = Draft<NonNullable<StackFile["holdfast:observability"]>["channels"][string]>;
type Type = NonNullable<Channel["type"]>;
type Setting = Exclude<keyof Channel, "type">;

/** What a channel of each type needs, and all that it may have. */
const needed: Readonly<Record<Type, readonly Setting[]>> = {
  email: ["address"],
  slack: ["channelName", "authToken"],
  pagerduty: ["serviceKey"],
  pubsub: ["topic"],
  webhook_basicauth: ["url", "username", "password"],
  webhook_tokenauth: ["url", "authToken"],
};

/** The settings that name a secret. */
const secretSettings = ["authToken", "password", "serviceKey"] as const;

function settingProblems(path: Path, type: Type, channel: Channel): Problem[] {
  const settings = Object.keys(channel).filter(
    (key): key is Setting => key !== "type" && channel[key as Setting] !== undefined,
  );
  const missing = needed[type].filter((setting) => !settings.includes(setting));
  const foreign = settings.filter((setting) => !needed[type].includes(setting));
  const allowed = `${quoteAll(needed[type])} beside the type ${quote(type)}`;
  return [
    ...missing.map((setting) =>
      problemAt([...path, setting], { found: "nothing", allowed, action: "Add it." }),
    ),
    ...foreign.map((setting) =>
      problemAt([...path, setting], {
        found: `a setting that the type ${quote(type)} does not have`,
        allowed,
        action: "Remove it, or change the type.",
      }),
    ),
  ];
}

/** Why a channel cannot have a secret that comes about in another way than as a value of the stack file. */
const otherSources = {
  generate: "a secret that the stack generates, which nobody at the other end of the channel knows",
  existing:
    "a secret whose value only Secret Manager has, while Cloud Monitoring must be given the value itself",
} as const;

function secretProblem({ file }: Subject, name: string): Omit<Problem, "path"> | undefined {
  const secrets = file["holdfast:secrets"] ?? {};
  const withValue = entriesOf(secrets)
    .filter(([, secret]) => secret.value !== undefined)
    .map(([key]) => key);
  const allowed =
    withValue.length === 0
      ? "the name of a secret with a value; there is none"
      : quoteAll(withValue, "or");
  if (!Object.hasOwn(secrets, name)) {
    const meant = nearest(name, withValue);
    return {
      found: "a name (hidden) that no secret has",
      allowed,
      action:
        meant === undefined
          ? `Declare the secret: pulumi config set --secret --path 'holdfast:secrets.NAME.value', and write NAME here.`
          : `Write ${quote(meant)}.`,
    };
  }
  const secret = secrets[name];
  const source = (["generate", "existing"] as const).find((key) => secret?.[key] !== undefined);
  return source === undefined || secret?.value !== undefined
    ? undefined
    : {
        found: otherSources[source],
        allowed,
        action: `Set its value: pulumi config set --secret --path 'holdfast:secrets.${name}.value', and remove ${quote(source)}.`,
      };
}

/** A channel has what its type needs and nothing else, and the secrets that it names have a value. */
export const observabilityChannels: Rule = (subject) =>
  entriesOf(subject.file[topKey]?.channels).flatMap(([name, channel]) => {
    const path = [topKey, "channels", name];
    const { type } = channel;
    return [
      ...(type === undefined ? [] : settingProblems(path, type, channel)),
      ...secretSettings.flatMap((setting) => {
        const reference = channel[setting];
        const problem = reference && secretProblem(subject, reference);
        return problem ? [problemAt([...path, setting], problem)] : [];
      }),
    ];
  });
