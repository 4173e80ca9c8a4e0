import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { Api } from "../project/project-apis";
import type { SecretReference } from "../secrets/credential";
import { type Transform, transformed } from "../transform";
import { type AccountTransforms, createAccounts, type VerificationAccounts } from "./accounts";
import { type SourceFiles, type SourceTransforms, type StoredSource, storeSource } from "./source";

/** The functions of the checks, by their names in the source. */
interface Functions<Value> {
  /** Takes a POST of `{"groups": [...]}`. */
  readonly verification: Value;
  /** Answers a synthetic monitor. */
  readonly syntheticMonitor: Value;
}

/** The source of the functions. */
export interface VerificationSource {
  /** Its files by name. */
  readonly files: SourceFiles;
  /** Runtime, such as `nodejs22`. https://cloud.google.com/functions/docs/runtime-support */
  readonly runtime: string;
  /** Names under which the source exports the functions. */
  readonly entryPoints: Functions<string>;
  /** Seconds that each function may take. A synthetic monitor waits for 60 at most. */
  readonly timeoutSeconds: Functions<number>;
}

/** The arguments of {@link Verification}. */
export interface VerificationArgs {
  /** Project of the checks. Changing it replaces everything. */
  readonly project: string;
  /** Region of the functions and their schedules. Changing it replaces everything. */
  readonly region: string;
  /** Source of the functions. Changing it builds them anew. */
  readonly source: pulumi.Input<VerificationSource>;
  /** Schedules in the form of cron, in UTC, by group of checks. Changing one is in place. */
  readonly schedules: Readonly<Record<string, string>>;
  /** Time between two runs of the synthetic monitor: `60s`, `300s`, `600s` or `900s`. In place. */
  readonly syntheticPeriod: string;
  /** Secrets that the checks read, by environment variable. @default none */
  readonly secrets?: Readonly<Record<string, SecretReference>>;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: AccountTransforms &
    SourceTransforms & {
      /** Changes to both functions. */
      readonly function?: Transform<gcp.cloudfunctionsv2.FunctionArgs>;
      /** Changes to every permission to read a secret. */
      readonly access?: Transform<gcp.secretmanager.SecretIamMemberArgs>;
      /** Changes to the permission to call the function on a schedule. */
      readonly call?: Transform<gcp.cloudrunv2.ServiceIamMemberArgs>;
      /** Changes to every schedule. */
      readonly schedule?: Transform<gcp.cloudscheduler.JobArgs>;
      /** Changes to the synthetic monitor. */
      readonly monitor?: Transform<gcp.monitoring.UptimeCheckConfigArgs>;
    };
}

/** The APIs that the checks need, beside those of accounts and secrets. */
export const verificationApis = [
  "artifactRegistry",
  "cloudBuild",
  "cloudFunctions",
  "cloudScheduler",
  "iam",
  "monitoring",
  "resourceManager",
  "run",
  "storage",
] as const satisfies readonly Api[];

/** Time that a schedule waits for an answer beyond what the function may take. */
const graceSeconds = 20;

/** Names of the functions, and of the Cloud Run services behind them. */
export const functionNames = {
  verification: "holdfast-verification",
  syntheticMonitor: "holdfast-synthetic-monitor",
} as const satisfies Functions<string>;

/**
 * The checks of `npm run verify`, run by the stack itself: a function that Cloud Scheduler calls, and one for
 * a synthetic monitor of Cloud Monitoring. Both are built by Google from this repository's source; they call
 * the public hosts as users do, and only their callers may call them.
 *
 * Cost: below 1 USD a month with the usual schedules, of which a synthetic monitor beyond the free runs takes
 * 1.20 USD for a thousand (approximate).
 */
export class Verification extends pulumi.ComponentResource {
  /** Id of the synthetic monitor, as its metrics name it. */
  readonly monitorId: pulumi.Output<string>;

  constructor(name: string, args: VerificationArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:verification:Verification", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };
    const accounts = createAccounts(name, args.project, args.transform, child);
    const source = pulumi.output(args.source);
    const stored = storeSource(name, args, source.files, args.transform, child);
    const access = createAccess(name, args, accounts, child);
    const after = pulumi.mergeOptions(child, { dependsOn: [...accounts.buildRoles, ...access] });
    const parts = { args, accounts, source, stored };

    const scheduled = createFunction(`${name}-scheduled`, "verification", parts, after);
    const synthetic = createFunction(`${name}-synthetic`, "syntheticMonitor", parts, after);
    createSchedules(name, scheduled, parts, child);
    this.monitorId = createMonitor(name, synthetic, parts, child).uptimeCheckId;
    this.registerOutputs({ monitorId: this.monitorId });
  }
}

interface FunctionParts {
  readonly args: VerificationArgs;
  readonly accounts: VerificationAccounts;
  readonly source: pulumi.Output<VerificationSource>;
  readonly stored: StoredSource;
}

/** Lets the account of the functions read the secrets. Cloud Run looks for this when it takes a revision. */
function createAccess(
  name: string,
  { secrets = {}, transform }: VerificationArgs,
  { run }: VerificationAccounts,
  child: pulumi.CustomResourceOptions,
): gcp.secretmanager.SecretIamMember[] {
  return Object.values(secrets).map(
    ({ id, secretId }) =>
      new gcp.secretmanager.SecretIamMember(
        ...transformed<gcp.secretmanager.SecretIamMemberArgs>(
          transform?.access,
          `${name}-reads-${id}`,
          {
            secretId,
            role: "roles/secretmanager.secretAccessor",
            member: pulumi.interpolate`serviceAccount:${run.email}`,
          },
          child,
        ),
      ),
  );
}

function createFunction(
  name: string,
  which: keyof Functions<unknown>,
  { args, accounts, source, stored }: FunctionParts,
  options: pulumi.CustomResourceOptions,
): gcp.cloudfunctionsv2.Function {
  const { project, region, secrets = {}, transform } = args;
  return new gcp.cloudfunctionsv2.Function(
    ...transformed<gcp.cloudfunctionsv2.FunctionArgs>(
      transform?.function,
      name,
      {
        name: functionNames[which],
        location: region,
        description: "Checks the stack from outside, as its users see it.",
        buildConfig: {
          runtime: source.runtime,
          entryPoint: source.entryPoints[which],
          serviceAccount: accounts.build.name,
          source: { storageSource: stored },
        },
        serviceConfig: {
          serviceAccountEmail: accounts.run.email,
          ingressSettings: "ALLOW_ALL",
          availableMemory: "512Mi",
          availableCpu: "1",
          minInstanceCount: 0,
          maxInstanceCount: 3,
          maxInstanceRequestConcurrency: 1,
          timeoutSeconds: source.timeoutSeconds[which],
          secretEnvironmentVariables: Object.entries(secrets).map(([key, reference]) => ({
            key,
            projectId: project,
            secret: reference.secretId,
            version: reference.version,
          })),
        },
      },
      options,
    ),
  );
}

function createSchedules(
  name: string,
  called: gcp.cloudfunctionsv2.Function,
  { args, accounts: { schedule }, source }: FunctionParts,
  child: pulumi.CustomResourceOptions,
): void {
  const call = new gcp.cloudrunv2.ServiceIamMember(
    ...transformed<gcp.cloudrunv2.ServiceIamMemberArgs>(
      args.transform?.call,
      `${name}-schedule-calls`,
      {
        name: called.name,
        location: args.region,
        role: "roles/run.invoker",
        member: pulumi.interpolate`serviceAccount:${schedule.email}`,
      },
      child,
    ),
  );
  const uri = called.serviceConfig.apply((service) => service?.uri ?? "");
  const seconds = source.timeoutSeconds.verification;
  const audience = pulumi.interpolate`${uri}/`;
  for (const [group, cron] of Object.entries(args.schedules)) {
    new gcp.cloudscheduler.Job(
      ...transformed<gcp.cloudscheduler.JobArgs>(
        args.transform?.schedule,
        `${name}-${group}`,
        {
          name: `${functionNames.verification}-${group}`,
          region: args.region,
          description: `Runs the checks of the group ${group}.`,
          schedule: cron,
          timeZone: "Etc/UTC",
          attemptDeadline: seconds.apply((longest) => `${longest + graceSeconds}s`),
          // No retryConfig: a job is not tried again without one, and one of zeros comes back from the API as none,
          // a change in every preview.
          httpTarget: {
            uri,
            httpMethod: "POST",
            headers: { "Content-Type": "application/json" },
            body: Buffer.from(JSON.stringify({ groups: [group] })).toString("base64"),
            oidcToken: { serviceAccountEmail: schedule.email, audience },
          },
        },
        pulumi.mergeOptions(child, { dependsOn: [call] }),
      ),
    );
  }
}

function createMonitor(
  name: string,
  monitored: gcp.cloudfunctionsv2.Function,
  { args: { syntheticPeriod, transform }, source }: FunctionParts,
  child: pulumi.CustomResourceOptions,
): gcp.monitoring.UptimeCheckConfig {
  return new gcp.monitoring.UptimeCheckConfig(
    ...transformed<gcp.monitoring.UptimeCheckConfigArgs>(
      transform?.monitor,
      `${name}-monitor`,
      {
        displayName: `${pulumi.getStack()} golden path`,
        timeout: pulumi.interpolate`${source.timeoutSeconds.syntheticMonitor}s`,
        period: syntheticPeriod,
        syntheticMonitor: { cloudFunctionV2: { name: monitored.id } },
      },
      child,
    ),
  );
}
