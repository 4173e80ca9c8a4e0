import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Place } from "../framework/place";
import { NotApplicable } from "../framework/policy";
import { type Data, Unknown } from "../framework/value";
import { arbitraryData } from "../testing/arbitrary-data";
import { checkUptime } from "./check";

const unknown = new Unknown("is known only after deployment");

type Props = { readonly [key: string]: Data };

const httpCheck = { path: "/health", port: 443, useSsl: true, validateSsl: true };
const status = {
  content: '"healthy"',
  matcher: "MATCHES_JSON_PATH",
  jsonPathMatcher: { jsonPath: "$.status", jsonMatcher: "EXACT_MATCH" },
};

function judge(props: Props): string[] | string {
  const answer = checkUptime(new Place(props));
  return answer instanceof NotApplicable
    ? answer.reason
    : answer.map(({ kind, path, message }) => `${kind} ${path}: ${message}`);
}

function places(props: Props): string[] | string {
  const answer = judge(props);
  return typeof answer === "string" ? answer : answer.map((text) => text.split(":")[0] ?? "");
}

/** A check with these matchers. */
const matching = (...contentMatchers: Data[]) => ({ httpCheck, contentMatchers });
const accepting = (...acceptedResponseStatusCodes: Data[]) => ({
  httpCheck: { ...httpCheck, acceptedResponseStatusCodes },
});

describe("an uptime check by HTTP", () => {
  it.each<[string, Data]>([
    ["a status by its path", status],
    [
      "that a path has not a status",
      { ...status, matcher: "NOT_MATCHES_JSON_PATH", content: '"degraded"' },
    ],
    ["a path that is not known yet", { ...status, jsonPathMatcher: { jsonPath: unknown } }],
    ["a path matcher that is not known yet", { ...status, jsonPathMatcher: unknown }],
    [
      "an expression at a path",
      {
        ...status,
        content: "^ok",
        jsonPathMatcher: { jsonPath: "$.s", jsonMatcher: "REGEX_MATCH" },
      },
    ],
    ["a text that looks like an expression, at a path", { ...status, content: ".*" }],
    ["a text", { content: "healthy" }],
    ["a text that looks like an expression", { content: ".*", matcher: "CONTAINS_STRING" }],
    ["that a text is missing", { content: "degraded", matcher: "NOT_CONTAINS_STRING" }],
    ["an expression", { content: '"status":\\s*"ok"', matcher: "MATCHES_REGEX" }],
    ["that an expression is missing", { content: "degraded|down", matcher: "NOT_MATCHES_REGEX" }],
  ])("that asks for %s passes", (_what, matcher) => {
    expect(judge(matching(matcher))).toEqual([]);
  });

  it.each<[string, Props]>([
    ["no list", { httpCheck }],
    ["null", { httpCheck, contentMatchers: null }],
    ["an empty list", matching()],
    ["no list, and posts", { httpCheck: { ...httpCheck, requestMethod: "POST" } }],
  ])("A14: with %s of matchers is refused", (_what, props) => {
    expect(judge(props)).toEqual([
      "violation contentMatchers: is empty, so a degraded service that answers 200 counts as healthy. Match what only a healthy answer says, such as a status by MATCHES_JSON_PATH.",
    ]);
  });

  it.each<[string, Data, string]>([
    ["an empty text", { content: "" }, "violation contentMatchers[0].content"],
    ["a blank", { content: " \n" }, "violation contentMatchers[0].content"],
    ["no text", { matcher: "CONTAINS_STRING" }, "violation contentMatchers[0].content"],
    [
      "an expression that matches everything",
      { content: ".*", matcher: "MATCHES_REGEX" },
      "violation contentMatchers[0].content",
    ],
    [
      "the opposite of such an expression",
      { content: ".*", matcher: "NOT_MATCHES_REGEX" },
      "violation contentMatchers[0].content",
    ],
    [
      "such an expression at a path",
      {
        ...status,
        content: ".+",
        jsonPathMatcher: { jsonPath: "$.s", jsonMatcher: "REGEX_MATCH" },
      },
      "violation contentMatchers[0].content",
    ],
    [
      "no path",
      { ...status, jsonPathMatcher: undefined },
      "violation contentMatchers[0].jsonPathMatcher.jsonPath",
    ],
    [
      "an empty path",
      { ...status, jsonPathMatcher: { jsonPath: "" } },
      "violation contentMatchers[0].jsonPathMatcher.jsonPath",
    ],
    ["an unknown text", { content: unknown }, "undetermined contentMatchers[0].content"],
    [
      "an unknown kind",
      { content: "ok", matcher: unknown },
      "undetermined contentMatchers[0].matcher",
    ],
    [
      "an empty text of an unknown kind",
      { content: "", matcher: unknown },
      "violation contentMatchers[0].content",
    ],
    [
      "an expression that cannot be tried",
      { content: "(?U)a+", matcher: "MATCHES_REGEX" },
      "undetermined contentMatchers[0].content",
    ],
    ["the key of the status only", { content: '"status"' }, "violation contentMatchers[0].content"],
    [
      "any status, as an expression",
      { content: '"status":\\s*"\\w+"', matcher: "MATCHES_REGEX" },
      "violation contentMatchers[0].content",
    ],
    ["nothing known", unknown, "undetermined contentMatchers[0]"],
  ])("N19: with a matcher that has %s is judged where it stands", (_what, matcher, place) => {
    expect(places(matching(matcher))).toEqual([place]);
  });

  it("N19: with a second matcher is told that it is ignored, whichever of the two is right", () => {
    const empty = { content: "" };
    expect(places(matching(status, { content: "redis" }))).toEqual([
      "violation contentMatchers[1]",
    ]);
    expect(places(matching(empty, status))).toEqual([
      "violation contentMatchers[0].content",
      "violation contentMatchers[1]",
    ]);
  });

  it("is undetermined where its matchers are unknown", () => {
    expect(places({ httpCheck, contentMatchers: unknown })).toEqual([
      "undetermined contentMatchers",
    ]);
  });

  it("says that the opposite of everything can never pass", () => {
    const [never] = judge(matching({ content: ".*", matcher: "NOT_MATCHES_REGEX" }));
    expect(never).toContain('is ".*", which matches every body, so the check can never pass.');
  });
});

describe("an uptime check that has no body to read", () => {
  it.each<[string, Props]>([
    ["over TCP", { tcpCheck: { port: 6379 } }],
    ["by a synthetic monitor", { syntheticMonitor: { cloudFunctionV2: { name: "f" } } }],
    ["that was only read", {}],
    ["for a redirect by class", accepting({ statusClass: "STATUS_CLASS_3XX" })],
    ["for redirects by code", accepting({ statusValue: 301 }, { statusValue: 308 })],
    ["for a refusal", accepting({ statusValue: 401 }, { statusValue: 403 })],
    ["for no content", accepting({ statusValue: 204 })],
  ])("%s is not judged", (_what, props) => {
    expect(typeof judge(props)).toBe("string");
  });

  it.each<[string, Props]>([
    ["a success by class", accepting({ statusClass: "STATUS_CLASS_2XX" })],
    ["any class", accepting({ statusClass: "STATUS_CLASS_ANY" })],
    ["a success by code", accepting({ statusValue: 200 })],
    ["a code as digits", accepting({ statusValue: "200" })],
    ["a redirect or a success", accepting({ statusValue: 301 }, { statusValue: 200 })],
    ["a success or an unknown code", accepting({ statusValue: unknown }, { statusValue: 200 })],
    ["the codes of an empty list", accepting()],
  ])("is not one that accepts %s", (_what, props) => {
    expect(places(props)).toEqual(["violation contentMatchers"]);
  });

  it.each<[string, Props]>([
    ["code", accepting({ statusValue: 301 }, { statusValue: unknown })],
    ["class", accepting({ statusClass: unknown })],
    ["list of codes", { httpCheck: { acceptedResponseStatusCodes: unknown } }],
  ])("may be one with an unknown %s, which matters only without a matcher", (_what, props) => {
    expect(places(props)).toEqual(["undetermined httpCheck.acceptedResponseStatusCodes"]);
    expect(places({ ...props, contentMatchers: [status] })).toEqual([]);
  });

  it("may be one of which everything is unknown", () => {
    expect(places({ httpCheck: unknown })).toEqual(["undetermined httpCheck"]);
    expect(places({ httpCheck: unknown, contentMatchers: [status] })).toEqual([]);
  });
});

it("an uptime check never breaks the policy, whatever a program gives", () => {
  const data = arbitraryData(
    "httpCheck contentMatchers content matcher jsonPathMatcher jsonPath jsonMatcher acceptedResponseStatusCodes statusClass statusValue",
    ["MATCHES_REGEX", "MATCHES_JSON_PATH", "REGEX_MATCH", "(", ".*"],
  );
  fc.assert(
    fc.property(data, (props) => {
      const answer = checkUptime(new Place(props));
      for (const { message } of answer instanceof NotApplicable ? [] : answer) {
        expect(message).toMatch(/\.$/);
      }
    }),
  );
});
