import { describe, expect, it } from "vitest";
import { Place, unreadPlaces } from "./place";
import { Unknown } from "./value";

const unknown = new Unknown("is known only after deployment");

describe("a place in the properties of a resource", () => {
  it("has the path that the walk to it took", () => {
    const list = new Place({ spec: { items: [1, 2] } }).at("spec", "items");
    expect(list.path).toBe("spec.items");
    expect(list.entries().map(({ path, value }) => [path, value])).toEqual([
      ["spec.items[0]", 1],
      ["spec.items[1]", 2],
    ]);
    expect(list.entries()[0]?.at("a").path).toBe("spec.items[0].a");
  });

  it("stops at the first unknown", () => {
    const place = new Place({ spec: unknown }).at("spec", "items", "name");
    expect(place.path).toBe("spec");
    expect(place.unknownReason()).toBe("is known only after deployment");
    expect(place.text()).toBe(unknown);
  });

  it.each([null, undefined, 1, "text", true, ["a"]])("has nothing below %j", (value) => {
    const place = new Place({ spec: value }).at("spec", "a");
    expect([place.value, place.path, place.record(), place.entries()]).toEqual([
      undefined,
      "spec.a",
      undefined,
      [],
    ]);
  });

  it("does not find what every object inherits", () => {
    expect(new Place({}).at("constructor").value).toBeUndefined();
  });

  it("takes a value of another type than was asked for as absent", () => {
    expect(new Place(1).text()).toBeUndefined();
    expect(new Place("1").number()).toBeUndefined();
    expect(new Place(1).number()).toBe(1);
    expect(new Place(unknown).number()).toBe(unknown);
    expect(new Place(unknown).entries()).toEqual([]);
    expect(new Place("known").unknownReason()).toBeUndefined();
  });

  it("reads a switch, and the words for one", () => {
    const flags = [true, false, "true", "false", "yes", "", 1, null].map((value) =>
      new Place(value).flag(),
    );
    expect(flags).toEqual([true, false, true, false, ...Array(4).fill(undefined)]);
    expect(new Place(unknown).flag()).toBe(unknown);
  });

  it("is named with the reason when it cannot be read", () => {
    const places = [new Place("known", "a"), new Place(unknown, "b"), new Place(undefined, "c")];
    expect(unreadPlaces(places)).toEqual([{ path: "b", reason: "is known only after deployment" }]);
  });
});
