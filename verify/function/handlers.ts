import type { IncomingMessage, ServerResponse } from "node:http";
import { type Group, groups, type VerificationPlan } from "../plan";
import type { VerificationReport } from "../report";
import { Secrets } from "../secrets";
import { parseConnectTo } from "../transport/connect-to";
import { DEADLINE_SECONDS, verify } from "../verify";
import { type LogLine, logLines } from "./log";
import { syntheticResult } from "./synthetic-result";

/** Variable by which hosts are reached elsewhere: `HOST=ADDRESS:PORT`, several with commas. */
export const CONNECT_TO_VARIABLE = "HOLDFAST_VERIFY_CONNECT_TO";

/** Seconds for a run of the synthetic monitor, which Cloud Monitoring ends after 60. */
const SYNTHETIC_DEADLINE_SECONDS = 50;

/** A request as the Functions Framework hands it over: its body is read already. */
export type FunctionRequest = IncomingMessage & { readonly body?: unknown };

/** A function of Cloud Functions that answers a request. */
export type FunctionHandler = (request: FunctionRequest, response: ServerResponse) => Promise<void>;

/** What the handlers go by. */
export interface HandlerContext {
  readonly plan: VerificationPlan;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Takes the lines of the structured log. */
  log(line: LogLine): void;
}

/**
 * Runs the groups that the body names, `{ "groups": ["health"] }`; without a body the group `health`. The
 * answer is the report, with 200 when it is green and 500 when it is red; 400 when the body is none.
 */
export function verificationHandler(context: HandlerContext): FunctionHandler {
  return async (request, response) => {
    const asked = groupsOf(request.body);
    if (asked === undefined) {
      const allowed = groups.map((group) => `"${group}"`).join(", ");
      answer(response, 400, {
        error: `The body is not understood. Send {"groups": [...]} as application/json, with one or more of ${allowed}.`,
      });
      return;
    }
    const report = await run(context, asked, DEADLINE_SECONDS, response);
    answer(response, report.ok ? 200 : 500, report);
  };
}

/** Runs what a synthetic monitor runs, and answers in its form. */
export function syntheticMonitorHandler(context: HandlerContext): FunctionHandler {
  return async (_, response) => {
    const { syntheticGroups } = context.plan.schedules;
    const report = await run(context, syntheticGroups, SYNTHETIC_DEADLINE_SECONDS, response);
    answer(response, 200, syntheticResult(report, context.environment));
  };
}

async function run(
  { plan, environment, log }: HandlerContext,
  asked: readonly Group[],
  deadlineSeconds: number,
  response: ServerResponse,
): Promise<VerificationReport> {
  const left = new AbortController();
  response.once("close", () => left.abort());
  const report = await verify(
    {
      plan,
      environment,
      reach: { connectTo: parseConnectTo((environment[CONNECT_TO_VARIABLE] ?? "").split(",")) },
      secrets: new Secrets(),
      now: () => new Date(),
    },
    { groups: asked, deadlineSeconds, signal: left.signal },
  );
  for (const line of logLines(report)) log(line);
  return report;
}

/** The groups of a body; `undefined` when it is none. */
function groupsOf(body: unknown): Group[] | undefined {
  const said = parsed(body);
  if (said === undefined) return ["health"];
  const asked =
    typeof said === "object" && said !== null ? (said as { groups?: unknown }).groups : "";
  if (!Array.isArray(asked) || asked.length === 0) return undefined;
  return asked.every((group) => groups.includes(group)) ? asked : undefined;
}

/** A body as JSON, whatever type it was sent with; `undefined` when there is none. */
function parsed(body: unknown): unknown {
  const isEmptyMap = typeof body === "object" && body !== null && Object.keys(body).length === 0;
  if (body === undefined || isEmptyMap) return undefined;
  if (typeof body !== "string" && !Buffer.isBuffer(body)) return body;
  try {
    const text = String(body);
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return "";
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return;
  response.statusCode = status;
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(body));
}
