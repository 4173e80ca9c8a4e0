import type { Data } from "../framework/value";
import type { CaseResource } from "../testing/policy-case";

type Fields = { readonly [key: string]: unknown };

const object = (type: string, name: string, spec: Fields, metadata: Fields = {}): CaseResource => ({
  type,
  name,
  props: { metadata: { name, namespace: "backend", ...metadata }, spec },
});

/** A container that asks for what an autoscaler measures by. */
export const container: { [key: string]: Data } = {
  name: "api",
  image: "example.com/api:1.0.0",
  resources: { requests: { cpu: "500m", memory: "512Mi" } },
};

/** The template of pods with the label `app: api`. */
export const template = (pod: Fields = {}, containerFields: Fields = {}): Fields => ({
  metadata: { labels: { app: "api" } },
  spec: { containers: [{ ...container, ...containerFields }], ...pod },
});

/** A Deployment `api` that keeps its pods while it replaces them. */
export const deployment = (spec: Fields = {}, name = "api"): CaseResource =>
  object("kubernetes:apps/v1:Deployment", name, {
    selector: { matchLabels: { app: "api" } },
    template: template(),
    ...spec,
  });

/** A StatefulSet `api`. */
export const statefulSet = (spec: Fields = {}): CaseResource =>
  object("kubernetes:apps/v1:StatefulSet", "api", {
    serviceName: "api",
    selector: { matchLabels: { app: "api" } },
    template: template(),
    ...spec,
  });

/** A Service `api` that leads to these pods. */
export const service = (spec: Fields = {}): CaseResource =>
  object("kubernetes:core/v1:Service", "api", {
    selector: { app: "api" },
    ports: [{ port: 80, targetPort: 8000 }],
    ...spec,
  });

/** An autoscaler of the Deployment `api`, by its CPU. */
export const autoscaler = (spec: Fields = {}, name = "api"): CaseResource =>
  object("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", name, {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api" },
    minReplicas: 2,
    maxReplicas: 10,
    metrics: [
      {
        type: "Resource",
        resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 60 } },
      },
    ],
    ...spec,
  });

/** A disruption budget for these pods. */
export const budget = (spec: Fields, name = "api"): CaseResource =>
  object("kubernetes:policy/v1:PodDisruptionBudget", name, {
    selector: { matchLabels: { app: "api" } },
    ...spec,
  });
