import { describe, expect, it } from "vitest";
import type { ResourceType } from "./declared/resource-type";
import { gcpTypes } from "./gcp/types";
import { randomTypes } from "./random/provider";
import { sdkType } from "./sdk-surface";

const entries = [
  ...gcpTypes.map((type) => ({ token: type.token, type, packageName: "@pulumi/gcp" })),
  ...randomTypes.map((type) => ({ token: type.token, type, packageName: "@pulumi/random" })),
];

describe.each(entries)("the entry of $token", ({ type, packageName }) => {
  const sdk = sdkType(packageName, type.token);

  it("requires what its SDK requires", () => {
    expect([...type.required].sort()).toEqual(sdk.required);
  });

  it("computes exactly what a program cannot give", () => {
    expect(Object.keys(type.computed).sort()).toEqual(sdk.outputs);
  });

  it("decides only what a program may leave out", () => {
    const optional = sdk.inputs.filter((name) => !sdk.required.includes(name));
    expect(optional).toEqual(expect.arrayContaining(Object.keys(type.decided)));
  });

  it("keeps secret what its SDK marks as secret", () => {
    expect(type.secrets).toEqual(expect.arrayContaining([...sdk.secrets]));
  });

  it("names only places that its inputs have", () => {
    expect(placesOf(type).filter((path) => !sdk.hasPlace(path))).toEqual([]);
  });

  it("replaces on every change that its SDK documents as a replacement", () => {
    const missing = sdk.documentedReplaces.filter(
      (name) => !type.replaces.some((path) => path === name || path.startsWith(`${name}.`)),
    );
    expect(missing).toEqual([]);
  });
});

it("no type is described twice", () => {
  const tokens = entries.map(({ token }) => token);
  expect(new Set(tokens).size).toBe(tokens.length);
});

function placesOf(type: ResourceType): string[] {
  return [
    ...Object.keys(type.defaults),
    ...type.deletionGuards,
    ...type.ignores.map(({ path }) => path),
    ...type.replaces,
    ...type.replacesWhen.map(({ path }) => path),
    ...type.rules.flatMap(({ about }) => about),
    ...type.sets,
    ...(type.autoName === undefined ? [] : [type.autoName.property]),
  ];
}
