import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Place } from "../framework/place";
import { NotApplicable } from "../framework/policy";
import { type Data, Unknown } from "../framework/value";
import { arbitraryData } from "../testing/arbitrary-data";
import { type Channel, checkAlert, checkChannels } from "./check";

const unknown = new Unknown("is known only after deployment");

type Props = { readonly [key: string]: Data };

function judge(props: Props): string[] | string {
  const answer = checkAlert(new Place(props));
  return answer instanceof NotApplicable
    ? answer.reason
    : answer.map(({ kind, path, message }) => `${kind} ${path}: ${message}`);
}

const NONE = [
  "violation notificationChannels: names no notification channel, so nobody is told. Add a notification channel that somebody watches.",
];

describe("an alert policy", () => {
  it.each<[string, Props]>([
    ["no list", {}],
    ["an empty list", { notificationChannels: [] }],
    ["null", { notificationChannels: null }],
    ["a list of nothing", { notificationChannels: ["", " ", null, undefined] }],
    ["no list, and is enabled", { enabled: true }],
    ["no list, with documentation", { documentation: { content: "Call the team." } }],
  ])("N18: with %s of channels is refused", (_what, props) => {
    expect(judge(props)).toEqual(NONE);
  });

  it.each<[string, Props]>([
    ["one channel", { notificationChannels: ["projects/p/notificationChannels/1"] }],
    ["a channel that is not created yet", { notificationChannels: [unknown] }],
    ["a channel beside an empty entry", { notificationChannels: ["", unknown] }],
    ["a channel, and no documentation", { notificationChannels: [unknown], enabled: true }],
    [
      "a channel, while it is unknown whether it is enabled",
      { notificationChannels: [unknown], enabled: unknown },
    ],
  ])("with %s passes", (_what, props) => {
    expect(judge(props)).toEqual([]);
  });

  it.each<Data>([false, "false"])("that is disabled (%j) needs no channel", (enabled) => {
    expect(judge({ enabled })).toContain("disabled");
    expect(judge({ enabled, notificationChannels: unknown })).toContain("disabled");
  });

  it("without channels of which nothing tells whether it is enabled is undetermined", () => {
    expect(judge({ enabled: unknown })).toEqual([
      "undetermined enabled: is known only after deployment, and there is no notification channel. Add a notification channel that somebody watches.",
    ]);
  });

  it("with an unknown list waits for the stack", () => {
    expect(judge({ notificationChannels: unknown })).toBe(
      "Its notification channels are judged with the stack.",
    );
  });
});

describe("the channels of an alert policy", () => {
  const works: Channel = { name: "pager", enabled: true };
  const off: Channel = { name: "email", enabled: false };
  const open: Channel = { name: "slack", enabled: undefined };

  function judgeChannels(props: Props, ...perPlace: readonly Channel[][]): string[] {
    const places: Place[] = [];
    return checkChannels(new Place(props), (place) => {
      places.push(place);
      return perPlace[places.length - 1] ?? [];
    }).map(({ kind, message }) => `${kind}: ${message}`);
  }

  const two = { notificationChannels: [unknown, "projects/p/notificationChannels/1"] };
  const DISABLED =
    'violation: has disabled channels only ("email"), so nobody is told. Enable one, or add another.';

  it.each<[string, Props, Channel[][]]>([
    ["that work", two, [[works], [works]]],
    ["of which one works", two, [[off], [works]]],
    ["of which one works, in the other order", two, [[works], [off]]],
    ["of which one lies outside the stack", two, [[off], []]],
    ["of which one may be enabled", two, [[off], [open]]],
    [
      "of which each may be either of two",
      two,
      [
        [off, works],
        [off, works],
      ],
    ],
    [
      "in an unknown list made from one that works",
      { notificationChannels: unknown },
      [[off, works]],
    ],
    ["that are off, of a policy that is disabled", { ...two, enabled: false }, [[off], [off]]],
    [
      "that are unknown, of a policy that is disabled",
      { notificationChannels: unknown, enabled: false },
      [],
    ],
    ["that are none, which is judged without the stack", { notificationChannels: [] }, []],
  ])("%s pass", (_what, props, perPlace) => {
    expect(judgeChannels(props, ...perPlace)).toEqual([]);
  });

  it("N18: that are all disabled are refused, by name", () => {
    expect(judgeChannels(two, [off], [off])).toEqual([DISABLED]);
    expect(judgeChannels({ notificationChannels: unknown }, [off])).toEqual([DISABLED]);
  });

  it("in a list that nothing tells of are undetermined", () => {
    expect(judgeChannels({ notificationChannels: unknown })).toEqual([
      "undetermined: is known only after deployment. Give the channels as a list of ids.",
    ]);
  });
});

it("an alert policy never breaks the policy, and passes only with an entry in its list", () => {
  fc.assert(
    fc.property(arbitraryData("enabled notificationChannels"), (props) => {
      const answer = checkAlert(new Place(props));
      if (Array.isArray(answer) && answer.length === 0) {
        expect(new Place(props).at("notificationChannels").entries()).not.toEqual([]);
      }
    }),
  );
});
