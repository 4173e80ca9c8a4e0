import { object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    object("apps/v1:DaemonSet", "logs", {
      spec: {
        template: {
          spec: {
            hostNetwork: true,
            hostPID: true,
            securityContext: { runAsNonRoot: true },
            containers: [
              {
                securityContext: {
                  readOnlyRootFilesystem: true,
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ["ALL"] },
                },
                volumeMounts: [
                  { name: "logs", mountPath: "/var/log", readOnly: true },
                  { name: "proc", mountPath: "/host/proc", readOnly: true },
                  { name: "state", mountPath: "/var/lib/agent" },
                ],
              },
            ],
            volumes: [
              { name: "logs", hostPath: { path: "/var/log" } },
              { name: "proc", hostPath: { path: "/proc" } },
              { name: "state", hostPath: { path: "/var/lib/agent" } },
            ],
          },
        },
      },
    }),
    object(
      "apps/v1:DaemonSet",
      "driver",
      { spec: { template: { spec: { containers: [{ securityContext: { privileged: true } }] } } } },
      { namespace: "kube-system" },
    ),
  ],
  findings: [],
} satisfies PolicyCase;
