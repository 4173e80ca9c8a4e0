import { describe, expect, it } from "vitest";
import { type Data, Unknown } from "../../framework/value";
import { isNamedBy, readLink } from "./link";

const unknown = new Unknown("is known only after deployment");
const NEG = "gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup";
const GLOBAL_NEG = "gcp:compute/globalNetworkEndpointGroup:GlobalNetworkEndpointGroup";
const path = "projects/shop/regions/europe-west1/networkEndpointGroups/api";

describe("a reference", () => {
  it.each([
    path,
    `https://www.googleapis.com/compute/v1/${path}`,
    `https://www.googleapis.com/compute/beta/${path}`,
    `https://compute.googleapis.com/compute/v1/${path}`,
    `//compute.googleapis.com/${path}`,
    `/${path}/`,
  ])("%s says project, region, collection and name", (reference) => {
    expect(readLink(reference)).toEqual({
      path,
      name: "api",
      collection: "networkEndpointGroups",
      project: "shop",
      region: "europe-west1",
      global: false,
    });
  });

  it("says that a resource is global, or where it lies", () => {
    expect(readLink("projects/shop/global/networks/main").global).toBe(true);
    expect(readLink("global/networks/main").global).toBe(true);
    expect(readLink("projects/shop/zones/europe-west1-b/networkEndpointGroups/api").zone).toBe(
      "europe-west1-b",
    );
    expect(readLink("projects/shop/locations/europe-west1/connectors/main").location).toBe(
      "europe-west1",
    );
  });

  it("may be a bare name, or nothing", () => {
    expect(readLink("default")).toEqual({ path: "default", name: "default", global: false });
    expect(readLink("")).toEqual({ path: "", name: "", global: false });
  });
});

describe("a resource", () => {
  const named = (props: { [key: string]: Data }, reference: string, type = NEG) =>
    isNamedBy({ type, props }, readLink(reference));
  const deployed = {
    id: path,
    name: "api",
    project: "shop",
    region: "europe-west1",
    selfLink: `https://www.googleapis.com/compute/v1/${path}`,
  };
  const planned = { ...deployed, id: unknown, selfLink: unknown };

  it.each<[string, { [key: string]: Data }, string, string]>([
    ["its self link", deployed, deployed.selfLink, NEG],
    ["its id", deployed, path, NEG],
    ["a link of another version of the API", deployed, `//compute.googleapis.com/${path}`, NEG],
    ["a link from its name, before it has one", planned, path, NEG],
    [
      "a link, when its project and region are not known",
      { name: "api", project: unknown, region: unknown },
      path,
      NEG,
    ],
    [
      "a link, when its region is given as a link",
      { name: "api", region: "projects/shop/regions/europe-west1" },
      path,
      NEG,
    ],
    ["its bare name", planned, "api", NEG],
    ["a partial link", planned, "regions/europe-west1/networkEndpointGroups/api", NEG],
    ["a global link", { name: "api" }, "global/networkEndpointGroups/api", GLOBAL_NEG],
    [
      "a short name given as secretId",
      { secretId: "key" },
      "projects/shop/secrets/key",
      "gcp:secretmanager/secret:Secret",
    ],
    [
      "a collection with another plural",
      { name: "a" },
      "projects/shop/global/addresses/a",
      "gcp:compute/globalAddress:GlobalAddress",
    ],
    [
      "a collection whose name ends in y",
      { name: "a" },
      "projects/shop/global/securityPolicies/a",
      "gcp:compute/securityPolicy:SecurityPolicy",
    ],
    [
      "a whole name given as name",
      { name: "projects/p/notificationChannels/12" },
      "projects/p/notificationChannels/12",
      "gcp:monitoring/notificationChannel:NotificationChannel",
    ],
  ])("is named by %s", (_what, props, reference, type) => {
    expect(named(props, reference, type)).toBe(true);
  });

  it.each<[string, { [key: string]: Data }, string, string]>([
    ["another name", planned, path.replace(/api$/, "web"), NEG],
    ["another region", planned, path.replace("europe-west1", "us-central1"), NEG],
    ["another project", planned, path.replace("shop", "bank"), NEG],
    [
      "a global link, when it lies in a region",
      planned,
      "projects/shop/global/networkEndpointGroups/api",
      NEG,
    ],
    ["a link to a region, when it is global", { name: "api" }, path, GLOBAL_NEG],
    [
      "a link to a zone, when it lies in a region",
      planned,
      "projects/shop/zones/europe-west1-b/networkEndpointGroups/api",
      NEG,
    ],
    [
      "a link to another kind of the same name",
      planned,
      "projects/shop/regions/europe-west1/instanceGroups/api",
      NEG,
    ],
    [
      "a link to another location, when it calls its own a region",
      { name: "main", region: "us-central1" },
      "projects/shop/locations/europe-west1/connectors/main",
      "gcp:vpcaccess/connector:Connector",
    ],
    ["an unknown name", { name: unknown, id: unknown }, path, NEG],
    ["nothing", deployed, "", NEG],
    ["nothing, when it has empty names", { name: "", id: "" }, "", NEG],
  ])("is not named by %s", (_what, props, reference, type) => {
    expect(named(props, reference, type)).toBe(false);
  });
});
