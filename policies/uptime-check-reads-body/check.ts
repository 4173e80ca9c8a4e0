import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { NotApplicable, type PolicyAnswer } from "../framework/policy";
import { Unknown } from "../framework/value";
import { acceptsBody } from "./accepted-answers";
import { matchesEverything } from "./catch-all";
import { matchesSickAnswers, SICK_ANSWER, standsInSickAnswers } from "./sick-answers";

const ACTION = "Match what only a healthy answer says, such as a status by MATCHES_JSON_PATH.";

/** Judges one uptime check. */
export function checkUptime(check: Place): PolicyAnswer {
  const httpCheck = check.at("httpCheck");
  if (httpCheck.value === undefined || httpCheck.value === null) {
    return new NotApplicable("The check does not ask by HTTP itself.");
  }
  const accepts = acceptsBody(httpCheck);
  if (accepts === false) {
    return new NotApplicable("The check waits for an answer without a body, such as a redirect.");
  }
  const findings = checkMatchers(check.at("contentMatchers"));
  return accepts instanceof Unknown && findings.length > 0
    ? [undeterminedAnswer(httpCheck, accepts)]
    : findings;
}

/** Whether there is a body to read is not known, and it would not be read. */
function undeterminedAnswer(httpCheck: Place, { reason }: Unknown): Finding {
  const { path } = httpCheck.at("acceptedResponseStatusCodes");
  return undetermined(path, `${reason}, and no body would be read. ${ACTION}`);
}

/** Only the first matcher is honoured: https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.uptimeCheckConfigs. */
function checkMatchers(matchers: Place): readonly Finding[] {
  const reason = matchers.unknownReason();
  if (reason !== undefined) {
    return [undetermined(matchers.path, `${reason}. Give the matchers as a literal list.`)];
  }
  const [first, ...ignored] = matchers.entries();
  if (first === undefined) {
    return [
      violation(
        matchers.path,
        `is empty, so a degraded service that answers 200 counts as healthy. ${ACTION}`,
      ),
    ];
  }
  return [
    ...checkMatcher(first),
    ...ignored.map(({ path }) =>
      violation(
        path,
        "is ignored: only the first matcher counts. Say all in one, or make another check.",
      ),
    ),
  ];
}

function checkMatcher(matcher: Place): readonly Finding[] {
  if (matcher.value instanceof Unknown) {
    return [undetermined(matcher.path, `${matcher.value.reason}. Give the matcher as a literal.`)];
  }
  const content = matcher.at("content");
  const kind = matcher.at("matcher");
  const isJson = String(kind.value).endsWith("MATCHES_JSON_PATH");
  return [...(isJson ? checkJsonPath(matcher) : []), ...checkContent(content, kind, matcher)];
}

function checkJsonPath(matcher: Place): readonly Finding[] {
  const { path, value } = matcher.at("jsonPathMatcher", "jsonPath");
  return value === undefined || value === null || value === ""
    ? [
        violation(
          path,
          `is not set, so the matcher has nothing to look at. Set it, such as "$.status".`,
        ),
      ]
    : [];
}

function checkContent(content: Place, kind: Place, matcher: Place): readonly Finding[] {
  const { path, value } = content;
  if (value instanceof Unknown) {
    return [undetermined(path, `${value.reason}. Give the content as a literal.`)];
  }
  if (typeof value !== "string" || value.trim() === "") {
    return [violation(path, `is empty, which turns the reading of the body off. ${ACTION}`)];
  }
  if (kind.value instanceof Unknown) {
    return [
      undetermined(kind.path, `${kind.value.reason}. Give the kind of matcher as a literal.`),
    ];
  }
  const isTried = isExpression(kind, matcher);
  const findings = isTried ? checkExpression(path, value, isNegated(kind)) : [];
  return findings.length > 0 ? findings : checkSickAnswers(content, value, kind);
}

/** What is looked for in the whole body must not be what a service says that works in part, too. */
function checkSickAnswers({ path }: Place, text: string, { value }: Place): readonly Finding[] {
  const isSaid =
    value === "MATCHES_REGEX"
      ? matchesSickAnswers(text)
      : (value ?? "CONTAINS_STRING") === "CONTAINS_STRING" && standsInSickAnswers(text);
  return isSaid
    ? [
        violation(
          path,
          `is "${text}", which the answer ${SICK_ANSWER} satisfies too, so the check stays green then. ${ACTION}`,
        ),
      ]
    : [];
}

function checkExpression(path: string, expression: string, negated: boolean): readonly Finding[] {
  switch (matchesEverything(expression)) {
    case undefined:
      return [
        undetermined(
          path,
          `("${expression}") cannot be tried by this policy. Write it in simpler words.`,
        ),
      ];
    case false:
      return [];
    case true:
      return [
        violation(
          path,
          `is "${expression}", which matches every body, so the check can never ${negated ? "pass" : "fail"}. ${ACTION}`,
        ),
      ];
  }
}

function isExpression(kind: Place, matcher: Place): boolean {
  return (
    ["MATCHES_REGEX", "NOT_MATCHES_REGEX"].includes(String(kind.value)) ||
    (String(kind.value).endsWith("MATCHES_JSON_PATH") &&
      matcher.at("jsonPathMatcher", "jsonMatcher").value === "REGEX_MATCH")
  );
}

function isNegated({ value }: Place): boolean {
  return String(value).startsWith("NOT_");
}
