import { object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const at = "spec.template.spec";

export default {
  resources: [
    object("apps/v1:DaemonSet", "agent", {
      spec: {
        template: {
          spec: {
            securityContext: { runAsNonRoot: true },
            containers: [
              {
                securityContext: {
                  readOnlyRootFilesystem: true,
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ["ALL"] },
                },
                volumeMounts: [
                  { name: "root", mountPath: "/host" },
                  { name: "socket", mountPath: "/docker.sock", readOnly: true },
                ],
              },
            ],
            volumes: [
              { name: "root", hostPath: { path: "/" } },
              { name: "socket", hostPath: { path: "/var/run/docker.sock" } },
            ],
          },
        },
      },
    }),
  ],
  findings: [
    { kind: "violation", path: `${at}.volumes[0].hostPath.path` },
    { kind: "violation", path: `${at}.volumes[1].hostPath.path` },
  ],
} satisfies PolicyCase;
