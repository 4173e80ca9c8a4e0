import { z } from "zod";
import { definePolicy } from "../framework/define-policy";
import type { Policy } from "../framework/policy";
import { Unknown } from "../framework/value";
import { isSharedObject } from "../models/carrier/shared-object";
import { readImage } from "../models/image/container-image";
import { isKubernetesObject } from "../models/kubernetes/object-kind";
import { USUAL_PLATFORM } from "../models/workload/node-platform";
import { isWorkload } from "../models/workload/read-workloads";
import { type PolicyRegistry, sharedRegistry } from "../registry/shared-registry";
import { checkStack } from "./check";

const pattern = z.string().min(1);

const requirement = z.strictObject({
  workload: pattern
    .optional()
    .describe(
      "Pattern for the name of the workload, such as `api` or `*-worker`; any where it is left out.",
    ),
  image: pattern
    .optional()
    .describe(
      "Pattern for the repository of the image with its registry, without tag and digest, such as `*/shop/api`; any where it is left out.",
    ),
  container: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Name of the container; where it is left out, one of those that run on has to have the variables.",
    ),
  variables: z.array(z.string().min(1)).min(1).describe("Names of the variables."),
});

/** Makes the policy. */
export function requiredVariablesPresentAsking(registry: PolicyRegistry): Policy {
  return definePolicy({
    id: "required-variables-present",
    displayName: "Required variables are there",
    description:
      `Refuses a workload that lacks a variable without which its program does not start, or that gives it nothing but white space. What is required is said by the option \`required\`, by the annotation \`holdfast.dev/required-variables\` of the workload or of its pods (names with commas between them; with \`.<container>\` behind it, of one container), by \`\${NAME:?}\` in a script of the shell, and by \`$(NAME)\` in commands, arguments and values of Kubernetes. ` +
      "Variables come from lists of variables, from ConfigMaps, Secrets and secret versions of the program, from the platform, and from the image, whose registry is asked where nothing else gives one. A workload of Kubernetes that a variable tells the host of a PostgreSQL server of the program, which demands a password, and that nothing tells one is refused as well; clients of caches are for `cache-password-reaches-client`. No value is ever shown.",
    severity: "high",
    remediation:
      "Set the variable where the workload is declared, or take it from the Secret or ConfigMap that holds it. Take it off the list where the program does without it.",
    incidents: ["P2", "N13"],
    options: {
      required: z
        .array(requirement)
        .default([])
        .describe(
          "What workloads require beside what they say themselves; `*` stands for any characters and `?` for one.",
        ),
    },
    appliesTo: (type) => isWorkload(type) || isSharedObject(type) || isKubernetesObject(type),
    stack: (stack, { options }) =>
      checkStack(stack, {
        required: options.required,
        registry,
        readImage: async ({ image }) =>
          image === undefined
            ? new Unknown("is not given")
            : readImage(image, USUAL_PLATFORM, registry),
      }),
  });
}

/** The policy for the pack, which asks the registries as `image-exists` does. */
export const requiredVariablesPresent = requiredVariablesPresentAsking(sharedRegistry);
