import type { Duplex } from "node:stream";
import { expect, it } from "vitest";
import type { VerificationPlan } from "../plan";
import type { VerificationReport } from "../report";
import { type Answerer, TOKEN, type Upgrader, USER } from "./application";
import { type Breakage, checksWith, runAgainst } from "./run";
import { HOST } from "./stack";

/** A broken system: the checks that are red, those that then make no sense, and what the first red one says. */
export interface Broken extends Breakage {
  readonly title: string;
  readonly red: readonly string[];
  readonly notRun?: readonly string[];
  readonly says: readonly string[];
  /** What the advice names. */
  readonly lookAt: string;
}

/** Ids of the checks of the main host. */
export const HEALTH = `health/${HOST}`;
export const AVAILABILITY = `availability/${HOST}`;
export const WEBSOCKET = `websocket/${HOST}`;
export const TLS = `tls/${HOST}`;
export const INFRASTRUCTURE = `infrastructure/${HOST}`;
export const MEASURES = [
  "connector-utilization",
  "pool-utilization",
  "database-connect",
  "database-phase",
];
export const ALL_BUT_TLS = [
  `certificate/${HOST}`,
  HEALTH,
  AVAILABILITY,
  WEBSOCKET,
  INFRASTRUCTURE,
  ...MEASURES,
  "golden-path",
];

/** Registers a test for each broken system: exactly the right lines are red, and say what is wrong. */
export function shows(broken: readonly Broken[]): void {
  for (const { title, red, notRun = [], says, lookAt, ...breakage } of broken) {
    it.concurrent(title, async ({ expect }) => {
      const { report } = await runAgainst(breakage);
      expect(checksWith(report, "failed", "unchecked")).toEqual(red);
      expect(checksWith(report, "not-run")).toEqual(notRun);
      expect(report.ok).toBe(false);
      expectNoSecret(textOf(report), breakage.password);
      const first = report.checks.find(({ check }) => check === red[0]);
      for (const words of says) expect(first?.problem).toContain(words);
      expect(first?.advice).toContain(lookAt);
      for (const { problem = "", advice = "" } of report.checks) {
        expect(problem).toMatch(/^$|^[A-Z"$0-9hw].*\.$/s);
        expect(`${problem}${advice}`).not.toMatch(/undefined|\[object|\n\s+at /);
      }
    });
  }
}

/** All texts of a report, as people see them. */
export function textOf({ checks }: VerificationReport): string {
  return checks
    .map(({ title, found, problem, advice }) => [title, found, problem, advice])
    .join("\n");
}

/** Expects that a text shows neither the password nor the token, however it writes them. */
export function expectNoSecret(text: string, password: string = USER.password): void {
  for (const secret of [password, USER.password, TOKEN].filter((one) => one !== "")) {
    for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]) {
      expect(text).not.toContain(form);
    }
  }
}

/** Changes limits of a plan. */
export const limits =
  (changed: Partial<VerificationPlan["limits"]>) =>
  (plan: VerificationPlan): VerificationPlan => ({
    ...plan,
    limits: { ...plan.limits, ...changed },
  });

/** Answers 200 with a page, as a frontend does. */
export const html: Answerer = (response) => {
  response.writeHead(200, { "content-type": "text/html" });
  response.end("<!doctype html><title>Netra</title>");
};

/** Refuses every WebSocket with a status line. */
export const refusing =
  (status: string): Upgrader =>
  (connection) =>
    void connection.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`);

/** Sends the beginning of a message and cuts the connection. */
export function sendHalfAMessage(connection: Duplex): void {
  // A text frame (81) of 100 bytes (64), of which five come.
  connection.write(Buffer.concat([Buffer.from([0x81, 0x64]), Buffer.from("hello")]), () =>
    connection.destroy(),
  );
}
