import { z } from "zod";

const listener = z.strictObject({
  resource: z
    .string()
    .trim()
    .min(1)
    .describe(
      "What connects to it, or carries the endpoint: a workload, a ConfigMap, a Secret or a secret version, by its URN or its name in the program.",
    ),
  name: z.string().trim().min(1).describe("What listens, such as `cloud-sql-proxy`."),
  port: z.int().min(1).max(65535).describe("The port on which it listens on loopback."),
  reason: z.string().trim().min(1).describe("Why the program does not show it."),
});

/** What the policy can be told. */
export const options = {
  listeners: z
    .array(listener)
    .default([])
    .describe(
      'What listens on loopback where no program shows it, such as a sidecar that the cluster adds. Objects of Kubernetes and pod templates can say it themselves, by the annotation `holdfast.dev/loopback-listener: "cloud-sql-proxy:5432"`.',
    ),
};

/** Something that listens on loopback for a resource. */
export type ListenerOption = z.output<typeof listener>;

/** The listeners that the options name for a resource. */
export function listenersFor(
  urn: string,
  name: string,
  listeners: readonly ListenerOption[],
): readonly ListenerOption[] {
  return listeners.filter(({ resource }) => resource === urn || resource === name);
}
