import { describe, expect, it } from "vitest";
import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { type Data, Unknown } from "../../framework/value";
import { stackResource as resource, urnIn } from "../../testing/stack-resource";
import { Relations } from "./relations";

const unknown = new Unknown("is known only after deployment");
const NEG = "gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup";
const SERVICE = "gcp:compute/backendService:BackendService";
const neg = (name: string, props: { [key: string]: Data } = {}) =>
  resource(NEG, name, { name, id: unknown, selfLink: unknown, ...props });

function groupsOf(service: StackResource, ...others: StackResource[]) {
  const relations = new Relations([service, ...others]);
  return new Place(service.props)
    .at("backends")
    .entries()
    .map((backend) =>
      relations
        .behind(service, backend.at("group"), (type) => type === NEG)
        .map(({ resource: found, by }) => `${found.name} by ${by}`),
    );
}

describe("the resources behind a property", () => {
  it("are found by the dependencies of the property while its value is unknown", () => {
    const service = resource(
      SERVICE,
      "web",
      { backends: [{ group: unknown }] },
      {
        from: {
          backends: [urnIn(NEG, "api"), urnIn(SERVICE, "other")],
          healthChecks: [urnIn(NEG, "web")],
        },
      },
    );
    const other = resource(SERVICE, "other", {});
    expect(groupsOf(service, neg("api"), neg("web"), other)).toEqual([["api by dependency"]]);
  });

  it("are found by the dependencies where the whole property is unknown", () => {
    const service = resource(
      SERVICE,
      "web",
      { backends: unknown },
      { from: { backends: [urnIn(NEG, "api")] } },
    );
    const relations = new Relations([service, neg("api")]);
    const place = new Place(service.props).at("backends", "group");
    expect(relations.behind(service, place, (type) => type === NEG)).toMatchObject([
      { resource: { name: "api" }, by: "dependency" },
    ]);
  });

  it("are found by a known value, each entry for itself, whatever the property depends on", () => {
    const id = (name: string) => `projects/shop/regions/europe-west1/networkEndpointGroups/${name}`;
    const service = resource(
      SERVICE,
      "web",
      { backends: [{ group: id("one") }, { group: id("two") }] },
      { from: { backends: [urnIn(NEG, "one"), urnIn(NEG, "two")] } },
    );
    const groups = [neg("one", { region: unknown }), neg("two", { id: id("two") })];
    expect(groupsOf(service, ...groups)).toEqual([["one by value"], ["two by value"]]);
  });

  it("are found by dependency where a known value names nothing in the stack", () => {
    const service = resource(
      SERVICE,
      "web",
      { backends: [{ group: "projects/1234/regions/r/networkEndpointGroups/api" }] },
      { from: { backends: [urnIn(NEG, "api")] } },
    );
    expect(groupsOf(service, neg("api", { project: "shop" }))).toEqual([["api by dependency"]]);
  });

  it("are all of a name when only the name is given", () => {
    const service = resource(SERVICE, "web", { backends: [{ group: "api" }] });
    const twin = resource(NEG, "twin", { name: "api" });
    expect(groupsOf(service, neg("api"), twin, resource(SERVICE, "api", { name: "api" }))).toEqual([
      ["api by value", "twin by value"],
    ]);
  });

  it("are none when nothing tells, or when they are outside the stack", () => {
    const service = resource(
      SERVICE,
      "web",
      { backends: [{ group: unknown }, { group: "web" }, {}] },
      { from: { backends: [urnIn(NEG, "gone")] } },
    );
    expect(groupsOf(service, neg("api"))).toEqual([[], [], []]);
  });

  it("are found in a stack of thousands without asking each of them", () => {
    const groups = Array.from({ length: 5000 }, (_, index) => neg(`n${index}`));
    const backends = groups.map(({ name }) => ({ group: name }));
    const service = resource(SERVICE, "web", { backends });
    const started = performance.now();
    expect(groupsOf(service, ...groups).flat()).toHaveLength(5000);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

it("a resource is found by its URN", () => {
  const relations = new Relations([neg("api")]);
  expect(relations.at(urnIn(NEG, "api"))?.name).toBe("api");
  expect(relations.at(urnIn(NEG, "web"))).toBeUndefined();
});
