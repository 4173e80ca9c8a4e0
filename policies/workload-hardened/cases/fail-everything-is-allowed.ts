import { object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const at = "spec.jobTemplate.spec.template.spec";

export default {
  resources: [
    object("batch/v1:CronJob", "cleanup", {
      spec: {
        jobTemplate: {
          spec: {
            template: {
              spec: {
                hostNetwork: true,
                hostPID: true,
                hostIPC: true,
                securityContext: { runAsUser: 0, seccompProfile: { type: "Unconfined" } },
                containers: [
                  {
                    securityContext: {
                      runAsNonRoot: true,
                      privileged: true,
                      allowPrivilegeEscalation: true,
                      readOnlyRootFilesystem: false,
                      capabilities: { drop: ["NET_RAW"], add: ["SYS_ADMIN"] },
                    },
                  },
                  {
                    securityContext: {
                      runAsUser: 1000,
                      readOnlyRootFilesystem: true,
                      allowPrivilegeEscalation: false,
                      capabilities: { drop: ["ALL"] },
                      seccompProfile: { type: "RuntimeDefault" },
                    },
                  },
                ],
                volumes: [{ name: "docker", hostPath: { path: "/data" } }],
              },
            },
          },
        },
      },
    }),
  ],
  findings: [
    "hostNetwork",
    "hostPID",
    "hostIPC",
    "securityContext.seccompProfile.type",
    "volumes[0].hostPath",
    "securityContext.runAsUser",
    "containers[0].securityContext.readOnlyRootFilesystem",
    "containers[0].securityContext.allowPrivilegeEscalation",
    "containers[0].securityContext.privileged",
    "containers[0].securityContext.capabilities.drop",
    "containers[0].securityContext.capabilities.add[0]",
  ].map((path) => ({ kind: "violation" as const, path: `${at}.${path}` })),
} satisfies PolicyCase;
