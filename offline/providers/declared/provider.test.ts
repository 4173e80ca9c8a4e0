import { describe, expect, it } from "vitest";
import { secret } from "../values/value";
import { declaredProvider } from "./provider";
import { checkRequest, sample } from "./sample";

function started() {
  const provider = declaredProvider({
    name: "test",
    types: [sample],
    functions: {
      "test:room/getSample:getSample": (r) => ({ greeting: `hello ${r.text("name")}` }),
    },
    fileOf: (module, type) => `types/${module}/${type}.ts`,
    functionsAt: "functions.ts",
    options: (options) => ({ project: "netra", ...options }),
  });
  provider.configure({});
  return provider;
}

const { urn, type, logicalName } = checkRequest({});
const subject = { urn, type, logicalName };

it("a type that is not in the table is refused with the file to describe it in", () => {
  const request = checkRequest({}, { type: "test:room/other:Other" });
  expect(() => started().check(request)).toThrow(
    `The simulated test provider does not know the type "test:room/other:Other". ` +
      `Describe it in "types/room/other.ts", or run with the real provider.`,
  );
});

describe("a function", () => {
  it("answers from its arguments", () => {
    expect(started().invoke("test:room/getSample:getSample", { name: "you" })).toEqual({
      greeting: "hello you",
    });
  });

  it("answers with a secret where it is asked with one", () => {
    expect(started().invoke("test:room/getSample:getSample", { name: secret("you") })).toEqual({
      greeting: secret("hello you"),
    });
  });

  it("that is not in the table is refused with the file to describe it in", () => {
    expect(() => started().invoke("test:room/getOther:getOther", {})).toThrow(
      `does not know the function "test:room/getOther:getOther". Describe it in "functions.ts"`,
    );
  });
});

describe("a deletion", () => {
  const remove = (outputs: Parameters<ReturnType<typeof started>["delete"]>[0]["outputs"]) =>
    started().delete({ ...subject, id: "x", outputs });

  it("is refused while the resource is protected", () => {
    expect(() => remove({ deletionProtection: true })).toThrow(
      `"Main" cannot be deleted: its "deletionProtection" is true. ` +
        `Set "deletionProtection" to false, run "pulumi up", and delete it then.`,
    );
  });

  it("is refused by a policy that prevents it", () => {
    expect(() => remove({ deletionPolicy: "PREVENT" })).toThrow(
      `its "deletionPolicy" is "PREVENT"`,
    );
  });

  it("is done otherwise", () => {
    expect(remove({ deletionProtection: false, deletionPolicy: "ABANDON" })).toBeUndefined();
    expect(remove({})).toBeUndefined();
  });
});

describe("a refresh", () => {
  it("finds the resource as it was left", () => {
    const inputs = { size: 1, __defaults: [] };
    const state = { ...subject, id: "x", inputs, outputs: { size: 1, count: 3 } };
    expect(started().read(state)).toEqual({
      id: "x",
      inputs,
      outputs: { size: 1, count: 3 },
    });
  });

  it("is refused for a resource that the stack did not create", () => {
    expect(() =>
      started().read({ ...subject, id: "elsewhere", inputs: { size: 1 }, outputs: { size: 1 } }),
    ).toThrow(`has no cloud to look up "elsewhere"`);
  });
});
