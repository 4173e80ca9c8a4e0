import { afterAll, beforeAll } from "vitest";
import type { ApiClient } from "./api-client";
import { type ControlPlane, startControlPlane } from "./control-plane";
import { type GkeDefinition, serveGkeKinds } from "./gke-definitions";

/** A control plane for one file of tests, which serves what GKE serves. */
export interface ClusterUnderTest {
  /** Asks it; there from the first test on. */
  readonly client: ApiClient;
  readonly controlPlane: ControlPlane;
  /** The kinds that it serves beside those of Kubernetes. */
  readonly definitions: readonly GkeDefinition[];
}

/** Starts a control plane before the tests of a file and ends it after them. */
export function clusterUnderTest(): ClusterUnderTest {
  let controlPlane: ControlPlane | undefined;
  let definitions: readonly GkeDefinition[] = [];
  const started = () => {
    if (controlPlane === undefined)
      throw new Error("The control plane is asked before it has started.");
    return controlPlane;
  };
  beforeAll(async () => {
    controlPlane = await startControlPlane();
    definitions = await serveGkeKinds(controlPlane.client);
  });
  afterAll(async () => {
    await controlPlane?.stop();
  });
  return {
    get controlPlane() {
      return started();
    },
    get client() {
      return started().client;
    },
    get definitions() {
      return definitions;
    },
  };
}
