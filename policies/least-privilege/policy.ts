import { z } from "zod";
import { definePolicy } from "../framework/define-policy";
import type { Policy } from "../framework/policy";
import { concernsPrivilege, PrivilegeRun } from "./run";

/** Makes the policy with a memory of its own, which lasts for one run. */
export function leastPrivilegePolicy(): Policy {
  const run = new PrivilegeRun();
  return definePolicy({
    id: "least-privilege",
    displayName: "Workloads and members have only the rights that they need",
    description:
      "Refuses basic roles, roles to act as every service account of a project, default service accounts, members that are everybody, and services that everybody can call without being declared public. " +
      "Whoever takes over one workload or account then has what it needs and nothing else.",
    severity: "high",
    remediation:
      'Give each workload a service account and the roles for what it does, on the resource where it does it. Declare a service that everybody may call, or a bucket that everybody may read, with the label "holdfast-public": "true".',
    incidents: ["N12"],
    options: {
      publicServices: z
        .array(z.string())
        .default([])
        .describe(
          "Names of Cloud Run services and functions that everybody may call, and of buckets that everybody may read: the name on the platform or the name in the program.",
        ),
    },
    appliesTo: concernsPrivilege,
    resource: (resource, { options }) => run.judge(resource, options.publicServices),
    stack: (resources, { options }) => run.judgeStack(resources, options.publicServices),
  });
}

/** The policy for the pack. */
export const leastPrivilege = leastPrivilegePolicy();
