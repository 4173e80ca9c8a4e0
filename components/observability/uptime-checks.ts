import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Headers, mapHeaders, secretHeaders } from "../../config";
import { type Transform, transformed } from "../transform";
import type { UptimeCheck } from "./uptime-check";

/** The arguments of {@link UptimeChecks}. */
export interface UptimeChecksArgs {
  /** Project of the checks. Changing it replaces them. */
  readonly project: pulumi.Input<string>;
  /** Name of the stack, which stands before the name of each check in the console. Changing it is in place. */
  readonly stack: string;
  /** What is asked, from where and how often. Another host replaces a check, all else is in place. */
  readonly checks: readonly UptimeCheck[];
  /** The values of the secrets that the headers name. @default none */
  readonly secretValues?: Readonly<Record<string, pulumi.Input<string> | undefined>>;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to every check. */
    readonly check?: Transform<gcp.monitoring.UptimeCheckConfigArgs>;
  };
}

/** What the console calls a check. The place in the body is named where the host has several checks. */
function titleOf(stack: string, { name, host, path, jsonPath }: UptimeCheck): string {
  return `[${stack}] ${host}${path}${name === host ? "" : ` ${jsonPath}`}`;
}

/**
 * The headers of a check, in whose state those with a secret are secret. With one of these, Cloud Monitoring keeps all of
 * them encrypted and shows none.
 */
function requestHeaders(
  headers: Headers,
  secretValues: UptimeChecksArgs["secretValues"] = {},
): Pick<gcp.types.input.monitoring.UptimeCheckConfigHttpCheck, "headers" | "maskHeaders"> {
  if (Object.keys(headers).length === 0) {
    return {};
  }
  return {
    headers: mapHeaders(headers, (name) => {
      const value = secretValues[name];
      if (value === undefined) {
        throw new Error(`The value of the secret "${name}" is known to Secret Manager alone.`);
      }
      return pulumi.secret(value);
    }),
    maskHeaders: Object.keys(secretHeaders(headers)).length > 0,
  };
}

/**
 * Looks at each host from several places of the world, by HTTPS, with its certificate, and at what the body says.
 *
 * Cost: none up to a million looks in a project and month; a check from five places every minute is 0.2 million.
 */
export class UptimeChecks extends pulumi.ComponentResource {
  constructor(name: string, args: UptimeChecksArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:observability:UptimeChecks", name, {}, options);
    const child = { parent: this, dependsOn: options?.dependsOn };
    for (const check of args.checks) {
      new gcp.monitoring.UptimeCheckConfig(
        ...transformed<gcp.monitoring.UptimeCheckConfigArgs>(
          args.transform?.check,
          `${name}-${check.name}`,
          {
            displayName: titleOf(args.stack, check),
            monitoredResource: {
              type: "uptime_url",
              labels: { host: check.host, project_id: args.project },
            },
            httpCheck: {
              requestMethod: "GET",
              path: check.path,
              port: 443,
              useSsl: true,
              validateSsl: true,
              ...requestHeaders(check.headers, args.secretValues),
            },
            contentMatchers: [
              {
                // JSON, so that a text has its quotes.
                content: JSON.stringify(check.equals),
                matcher: "MATCHES_JSON_PATH",
                jsonPathMatcher: { jsonPath: check.jsonPath, jsonMatcher: "EXACT_MATCH" },
              },
            ],
            checkerType: "STATIC_IP_CHECKERS",
            period: check.period,
            timeout: `${check.timeoutSeconds}s`,
            selectedRegions: [...check.regions],
          },
          child,
        ),
      );
    }
    this.registerOutputs({});
  }
}
