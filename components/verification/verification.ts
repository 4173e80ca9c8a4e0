import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { SecretReference } from "../secrets/credential";
import { type Transform, transformed } from "../transform";
import { type AccountTransforms, createAccounts, type VerificationAccounts } from "./accounts";
import { type SourceFiles, type SourceTransforms, type StoredSource, storeSource } from "./source";

/** The arguments of {@link Verification}. */
export interface VerificationArgs {
  /** Project of the checks. Changing it replaces everything. */
  readonly project: string;
  /** Region of the functions and their schedules. Changing it replaces everything. */
  readonly region: string;
  /** Source of the functions: files by name, with the entry points below. Changing it builds them anew. */
  readonly files: pulumi.Input<SourceFiles>;
  /** Names of the functions that the source exports. */
  readonly entryPoints: {
    /** Takes a POST of `{"groups": [...]}`. */
    readonly scheduled: string;
    /** Answers a synthetic monitor. */
    readonly synthetic: string;
  };
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

/** Seconds that one run may take. A synthetic monitor waits no longer: its timeout is at most 60 s. */
const runSeconds = { scheduled: 300, synthetic: 60 };

/** Runtime of the functions. https://cloud.google.com/functions/docs/runtime-support */
const runtime = "nodejs22";

/** Name of the function that runs on a schedule, and of the Cloud Run service behind it. */
export const scheduledFunctionName = "holdfast-verification";

/** Name of the function behind the synthetic monitor, and of the Cloud Run service behind it. */
export const syntheticFunctionName = "holdfast-synthetic-monitor";

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
    const source = storeSource(name, args, args.files, args.transform, child);
    const access = createAccess(name, args, accounts, child);
    const after = mergedDependencies(child, [...accounts.buildRoles, ...access]);
    const parts = { args, accounts, source };

    const scheduled = createFunction(name, "scheduled", scheduledFunctionName, parts, after);
    const synthetic = createFunction(name, "synthetic", syntheticFunctionName, parts, after);
    createSchedules(name, args, scheduled, accounts, child);
    this.monitorId = createMonitor(name, args, synthetic, child).uptimeCheckId;
    this.registerOutputs({ monitorId: this.monitorId });
  }
}

interface FunctionParts {
  readonly args: VerificationArgs;
  readonly accounts: VerificationAccounts;
  readonly source: StoredSource;
}

function mergedDependencies(
  options: pulumi.CustomResourceOptions,
  more: readonly pulumi.Resource[],
): pulumi.CustomResourceOptions {
  return pulumi.mergeOptions(options, { dependsOn: [...more] });
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
  part: keyof VerificationArgs["entryPoints"],
  functionName: string,
  { args, accounts, source }: FunctionParts,
  options: pulumi.CustomResourceOptions,
): gcp.cloudfunctionsv2.Function {
  const { project, region, secrets = {}, transform } = args;
  return new gcp.cloudfunctionsv2.Function(
    ...transformed<gcp.cloudfunctionsv2.FunctionArgs>(
      transform?.function,
      `${name}-${part}`,
      {
        name: functionName,
        location: region,
        description: "Checks the stack from outside, as its users see it.",
        buildConfig: {
          runtime,
          entryPoint: args.entryPoints[part],
          serviceAccount: accounts.build.name,
          source: { storageSource: source },
        },
        serviceConfig: {
          serviceAccountEmail: accounts.run.email,
          ingressSettings: "ALLOW_ALL",
          availableMemory: "512Mi",
          availableCpu: "1",
          minInstanceCount: 0,
          maxInstanceCount: 3,
          maxInstanceRequestConcurrency: 1,
          timeoutSeconds: runSeconds[part],
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
  args: VerificationArgs,
  called: gcp.cloudfunctionsv2.Function,
  { schedule }: VerificationAccounts,
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
  const audience = pulumi.interpolate`${uri}/`;
  for (const [group, cron] of Object.entries(args.schedules)) {
    new gcp.cloudscheduler.Job(
      ...transformed<gcp.cloudscheduler.JobArgs>(
        args.transform?.schedule,
        `${name}-${group}`,
        {
          name: `${scheduledFunctionName}-${group}`,
          region: args.region,
          description: `Runs the checks of the group ${group}.`,
          schedule: cron,
          timeZone: "Etc/UTC",
          attemptDeadline: `${runSeconds.scheduled + 20}s`,
          // A red check is an answer, not a failed call to be tried again.
          retryConfig: { retryCount: 0 },
          httpTarget: {
            uri,
            httpMethod: "POST",
            headers: { "Content-Type": "application/json" },
            body: Buffer.from(JSON.stringify({ groups: [group] })).toString("base64"),
            oidcToken: { serviceAccountEmail: schedule.email, audience },
          },
        },
        mergedDependencies(child, [call]),
      ),
    );
  }
}

function createMonitor(
  name: string,
  { syntheticPeriod, transform }: VerificationArgs,
  monitored: gcp.cloudfunctionsv2.Function,
  child: pulumi.CustomResourceOptions,
): gcp.monitoring.UptimeCheckConfig {
  return new gcp.monitoring.UptimeCheckConfig(
    ...transformed<gcp.monitoring.UptimeCheckConfigArgs>(
      transform?.monitor,
      `${name}-monitor`,
      {
        displayName: `${pulumi.getStack()} golden path`,
        timeout: `${runSeconds.synthetic}s`,
        period: syntheticPeriod,
        syntheticMonitor: { cloudFunctionV2: { name: monitored.id } },
      },
      child,
    ),
  );
}
