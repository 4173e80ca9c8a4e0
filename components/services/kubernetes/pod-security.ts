import type * as kubernetes from "@pulumi/kubernetes";

/** The user and group "nobody" of the images of others, by number. */
export const nobody = 65_534;

/** What each container may do: what Kubernetes calls "restricted", and no writing to its own image. */
export const containerSecurity = {
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
} satisfies kubernetes.types.input.core.v1.SecurityContext;

/**
 * What the pod may do as a whole: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted.
 * Without a `user` the image says as whom it runs; it must then do so by number, or the pod does not start.
 */
export function podSecurity(user?: number): kubernetes.types.input.core.v1.PodSecurityContext {
  return {
    runAsNonRoot: true,
    ...(user !== undefined && { runAsUser: user, runAsGroup: user }),
    seccompProfile: { type: "RuntimeDefault" },
  };
}
