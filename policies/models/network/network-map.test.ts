import { describe, expect, it } from "vitest";
import { Place } from "../../framework/place";
import { UNKNOWN } from "../../testing/policy-case";
import { Relations } from "../relation/relations";
import { compareNetworks, NetworkMap, placeIn, shownNetwork } from "./network-map";
import { database, network, planned, serviceConnection, subnetwork } from "./program.fixture";
import { stackOf } from "./stack.fixture";

function mapOf(program: Parameters<typeof stackOf>[0]) {
  const stack = stackOf(program);
  const networks = new NetworkMap(new Relations(stack));
  const of = (name: string, ...keys: readonly string[]) => {
    const resource = stack.find((candidate) => candidate.name === name);
    if (resource === undefined) {
      throw new Error(`No resource "${name}".`);
    }
    return networks.networkAt(resource, placeIn(resource, ...keys));
  };
  return { of };
}

describe("the network that a property names", () => {
  it("is found while its link is unknown", () => {
    const { of } = mapOf([network(), subnetwork("one")]);
    expect(of("one", "network")).toMatchObject({ is: "known", name: "main" });
  });

  it("is found through a resource that passes it on", () => {
    const passed = { ...database("db", [], "psa") };
    const { of } = mapOf([network(), serviceConnection(), passed]);
    expect(of("db", "settings", "ipConfiguration", "privateNetwork")).toMatchObject({
      is: "known",
      name: "main",
    });
  });

  it("is not guessed among several, and not where nothing tells", () => {
    const both = { ...subnetwork("one"), propertyDependencies: { network: ["main", "other"] } };
    const { of } = mapOf([network(), network("other"), both, subnetwork("two", {}, "")]);
    expect(of("one", "network")).toEqual({
      is: "unknown",
      path: "network",
      reason: "may be one of several networks of this program",
    });
    expect(of("two", "network")).toMatchObject({ is: "unknown" });
    expect(of("two", "absent")).toBeUndefined();
  });
});

describe("two networks", () => {
  const link = (text: string) => {
    const [resource] = stackOf([planned("gcp:compute/router:Router", "r", { network: UNKNOWN })]);
    if (resource === undefined) {
      throw new Error("The fixture is empty.");
    }
    const found = new NetworkMap(new Relations([])).networkAt(resource, new Place(text, "network"));
    if (found?.is !== "known") {
      throw new Error(`"${text}" names no network.`);
    }
    return found;
  };

  it.each([
    ["projects/a/global/networks/main", "projects/a/global/networks/main", "same"],
    [
      "https://www.googleapis.com/compute/v1/projects/a/global/networks/main",
      "projects/a/global/networks/main",
      "same",
    ],
    ["main", "main", "same"],
    ["projects/a/global/networks/main", "projects/b/global/networks/main", "different"],
    ["projects/a/global/networks/main", "projects/a/global/networks/other", "different"],
    ["main", "other", "different"],
    ["projects/a/global/networks/main", "main", "unknown"],
    ["projects/a/global/networks/main", "projects/12/global/networks/main", "unknown"],
  ])("%s and %s are: %s", (one, other, answer) => {
    expect(compareNetworks(link(one), link(other))).toBe(answer);
    expect(compareNetworks(link(other), link(one))).toBe(answer);
  });

  it("are shown by their names", () => {
    expect(shownNetwork(link("projects/a/global/networks/main"))).toBe('network "main"');
  });
});
