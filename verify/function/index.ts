import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { VerificationPlan } from "../plan";
import { type HandlerContext, syntheticMonitorHandler, verificationHandler } from "./handlers";

/** The file beside this one that says what is to be checked. */
const PLAN_FILE = "plan.json";

const context: HandlerContext = {
  plan: JSON.parse(readFileSync(join(__dirname, PLAN_FILE), "utf8")) as VerificationPlan,
  environment: process.env,
  log: (line) => void process.stdout.write(`${JSON.stringify(line)}\n`),
};

/** Runs the groups of a request. */
export const verification = verificationHandler(context);

/** Answers a synthetic monitor of Cloud Monitoring. */
export const syntheticMonitor = syntheticMonitorHandler(context);
