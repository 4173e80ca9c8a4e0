import { moveToGke, type Raw } from "../stack-file.fixture";
import { platformSettings } from "./platform-settings";
import { accepts, refuses } from "./table.fixture";

const onGke = (settings: Raw) => (file: Raw) => {
  moveToGke(file);
  Object.assign(file["holdfast:services"].auth, settings);
};

refuses(platformSettings, [
  {
    name: "a namespace on Cloud Run",
    change: (file) => {
      file["holdfast:services"].auth.namespace = "backend";
    },
    at: ["services.auth.namespace"],
    says: "a setting of GKE, of a service on Cloud Run",
  },
  {
    name: "settings of GKE on Cloud Run, each with what to do instead",
    change: (file) => {
      Object.assign(file["holdfast:services"].auth, {
        user: 10_001,
        egress: { internet: false },
        metrics: {},
        scale: { max: 2, cpuUtilization: "60%" },
      });
    },
    at: [
      "services.auth.user",
      "services.auth.egress",
      "services.auth.metrics",
      "services.auth.scale.cpuUtilization",
    ],
    says: "network.egress says what goes through the network",
  },
  {
    name: "settings of Cloud Run on GKE, the defaults of Cloud Run among them",
    change: onGke({ cpuIdle: true, ingress: "internal", allowUnauthenticated: false }),
    at: ["services.auth.cpuIdle", "services.auth.ingress", "services.auth.allowUnauthenticated"],
    says: "a setting of Cloud Run, of a service on GKE",
  },
  {
    name: "requests at once on GKE",
    change: onGke({ scale: { max: 2, concurrency: 80 } }),
    at: ["services.auth.scale.concurrency"],
    says: "how busy their CPU is",
  },
  {
    name: "a service on GKE that sleeps",
    change: onGke({ scale: { min: 0, max: 2 } }),
    at: ["services.auth.scale.min"],
    says: "which nothing would wake",
  },
]);

accepts(platformSettings, [
  {
    name: "the internet for a service on Cloud Run, which has it",
    change: (file) => {
      file["holdfast:services"].auth.egress = { internet: true };
    },
  },
  { name: "services on GKE", change: moveToGke },
  {
    name: "a namespace, bounds, sessions, times and protection on GKE",
    change: onGke({
      namespace: "backend",
      scale: { min: 1, max: 2, cpuUtilization: "40%" },
      sessionAffinity: true,
      requestTimeout: "60s",
      readiness: { path: "/ready" },
      user: 10_001,
      egress: { internet: true },
      metrics: { path: "/metrics" },
      deletionProtection: false,
    }),
  },
  {
    name: "settings of Cloud Run for the one service that is there",
    change: (file) => {
      moveToGke(file);
      Object.assign(file["holdfast:services"].auth, {
        platform: "cloud-run",
        cpuIdle: false,
        ingress: "all",
        readiness: { path: "/ready" },
        scale: { min: 0, max: 2, concurrency: 10 },
      });
    },
  },
]);
