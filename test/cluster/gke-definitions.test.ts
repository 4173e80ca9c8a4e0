import { describe, expect, it } from "vitest";
import { ApiResources } from "./api-resources";
import { clusterUnderTest } from "./cluster-under-test";
import { gkeDefinitions } from "./gke-definitions";

const cluster = clusterUnderTest();

describe("a kind that GKE serves and Kubernetes does not have", async () => {
  const definitions = await gkeDefinitions();

  it.each(
    definitions.map(({ kind, publishedBy, definition }) => ({
      kind,
      source:
        publishedBy === undefined
          ? "written by us after its types, since none can be had"
          : `of ${publishedBy}`,
      spec: definition.spec as { group: string; versions: { name: string; served: boolean }[] },
    })),
  )("$kind is served by the definition $source", async ({ kind, spec }) => {
    const resources = new ApiResources(cluster.client);
    const [served] = spec.versions.filter((version) => version.served);
    const found = await resources.find(`${spec.group}/${served?.name}`, kind);
    expect(found).toMatchObject({ kind });
  });

  it("is published for all but three", () => {
    const ours = definitions.filter(({ publishedBy }) => publishedBy === undefined);
    expect(ours.map(({ kind }) => kind)).toEqual([
      "BackendConfig",
      "FrontendConfig",
      "ManagedCertificate",
    ]);
    expect(ours.map(({ definition }) => definition.metadata?.labels)).toEqual(
      ours.map(() => ({ "written-by": "holdfast" })),
    );
  });
});
