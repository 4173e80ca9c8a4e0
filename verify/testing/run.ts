import { createSecureContext } from "node:tls";
import { selfSignedCertificate } from "../../test/registry/certificate";
import type { Certificate } from "../../test/registry/test-server";
import { type Group, groups, type VerificationPlan } from "../plan";
import type { VerificationReport } from "../report";
import { Secrets } from "../secrets";
import type { Address } from "../transport/reach";
import { PASSWORD_VARIABLE } from "../verification-plan";
import { verify } from "../verify";
import { type Application, type Behaviour, startApplication, USER } from "./application";
import { API_HOST, HOST, planAfter } from "./stack";

const DAY = 86_400_000;

/** A moment some days from now, or ago. */
export function inDays(days: number): Date {
  return new Date(Date.now() + days * DAY);
}

/** A certificate for both hosts that is good for a quarter of a year. */
export const GOOD_CERTIFICATE = selfSignedCertificate([HOST, API_HOST], { until: inDays(90) });

/** What differs from a healthy system and an ordinary run. */
export interface Breakage {
  /** What the application behind the main host does. */
  readonly behaviour?: Behaviour;
  /** Certificate of the main host. It is trusted unless `trusted` is false. */
  readonly certificate?: Certificate;
  readonly trusted?: boolean;
  /** Where the main host is reached instead. */
  readonly address?: Address;
  readonly plan?: (plan: VerificationPlan) => VerificationPlan;
  readonly groups?: readonly Group[];
  readonly password?: string;
  /** Environment variables beside the password. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly deadlineSeconds?: number;
  readonly signal?: AbortSignal;
}

/** The report of a run against two applications, and what they were asked. */
export interface Run {
  readonly report: VerificationReport;
  readonly application: Application;
}

/** Starts the applications behind both hosts, breaks the main one, and runs the checks against them. */
export async function runAgainst(breakage: Breakage = {}): Promise<Run> {
  const certificate = breakage.certificate ?? GOOD_CERTIFICATE;
  const application = await startApplication(certificate, breakage.behaviour);
  const api = await startApplication(GOOD_CERTIFICATE);
  const trusted = [
    GOOD_CERTIFICATE.certificate,
    ...(breakage.trusted === false ? [] : [certificate.certificate]),
  ];
  const { plan: change = (plan) => plan } = breakage;
  try {
    const addresses = new Map([
      [HOST, breakage.address ?? application.address],
      [API_HOST, api.address],
    ]);
    return { report: await runAt(change(planAfter()), addresses, trusted, breakage), application };
  } finally {
    await Promise.all([application.close(), api.close()]);
  }
}

/** Runs the checks of a plan against hosts at these addresses, whose certificates are `trusted`. */
export function runAt(
  plan: VerificationPlan,
  addresses: ReadonlyMap<string, Address>,
  trusted: string[],
  run: Pick<Breakage, "groups" | "password" | "environment" | "deadlineSeconds" | "signal"> = {},
): Promise<VerificationReport> {
  return verify(
    {
      plan,
      environment: { [PASSWORD_VARIABLE]: run.password ?? USER.password, ...run.environment },
      reach: { connectTo: addresses, secureContext: createSecureContext({ ca: trusted }) },
      secrets: new Secrets(),
      now: () => new Date(),
    },
    {
      groups: run.groups ?? groups,
      deadlineSeconds: run.deadlineSeconds ?? 50,
      signal: run.signal ?? new AbortController().signal,
    },
  );
}

/** The ids of the checks with one of these statuses. */
export function checksWith({ checks }: VerificationReport, ...statuses: string[]): string[] {
  return checks.filter(({ status }) => statuses.includes(status)).map(({ check }) => check);
}
