import { expect } from "vitest";
import type { World } from "../no-literal-credential/cases/setup";
import policyFor from "../no-literal-credential/cases/setup";
import { type Judgement, judgeResources } from "./judge-resources";
import type { CaseResource } from "./policy-case";

/** A password that no list has. */
export const PASSWORD = "Xk29slwQ7";

/** A token of GitHub, put together here so that no scanner takes it for a real one. */
export const TOKEN = `ghp_${"a1B2c3D4e5".repeat(4).slice(0, 36)}`;

/** A text in base64. */
export const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** Lets `no-literal-credential` judge resources, and looks through every message for what it must hide. */
export async function judgeCredentials(
  resources: readonly [CaseResource, ...CaseResource[]],
  world: World = {},
): Promise<Judgement> {
  const judgement = await judgeResources(policyFor(world), resources);
  for (const message of [...judgement.early, ...judgement.atEnd]) {
    for (const hidden of [PASSWORD, TOKEN, base64(PASSWORD), "supersecret"]) {
      expect(message).not.toContain(hidden);
    }
  }
  return judgement;
}

/** A Cloud Run service with these variables. */
export const service = (envs: readonly object[], more: object = {}): CaseResource => ({
  type: "gcp:cloudrunv2/service:Service",
  name: "api",
  props: { template: { containers: [{ envs, ...more }] } },
});
/** A Secret of Kubernetes. */
export const kubernetesSecret = (props: object): CaseResource => ({
  type: "kubernetes:core/v1:Secret",
  name: "db",
  props: { metadata: { name: "db" }, ...props },
});

/** A resource that gives these outputs. */
export const made = (type: string, outputs: object): CaseResource => ({
  type,
  name: "source",
  props: {},
  outputs,
});

/** A generator whose text is {@link PASSWORD} and no secret. */
export const generated = made("random:index/randomString:RandomString", { result: PASSWORD });

/** The resource with a property that is made from what {@link made} gives. */
export const from = (resource: CaseResource, property: string): CaseResource => ({
  ...resource,
  propertyDependencies: { [property]: ["source"] },
});
