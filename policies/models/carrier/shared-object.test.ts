import { describe, expect, it } from "vitest";
import { type Data, Unknown } from "../../framework/value";
import { isSharedObject, readSharedObjects } from "./shared-object";

const UNKNOWN = new Unknown("is known only after deployment");
const base64 = (text: string | Buffer) => Buffer.from(text).toString("base64");
const VERSION = "gcp:secretmanager/secretVersion:SecretVersion";

function textsOf(type: string, props: { readonly [key: string]: Data }) {
  return readSharedObjects({ type, name: "it", props }).flatMap(({ texts }) =>
    texts.map(({ path, key, text }) => [path, key, text]),
  );
}

describe("isSharedObject", () => {
  it.each([
    "kubernetes:core/v1:ConfigMap",
    "kubernetes:core/v1:ConfigMapPatch",
    "kubernetes:core/v1:ConfigMapList",
    "kubernetes:core/v1:Secret",
    "kubernetes:core/v1:SecretPatch",
    "kubernetes:core/v1:SecretList",
    VERSION,
    "gcp:secretmanager/regionalSecretVersion:RegionalSecretVersion",
  ])("knows %s", (type) => {
    expect(isSharedObject(type)).toBe(true);
  });

  it.each([
    "kubernetes:core/v1:Service",
    "kubernetes:core/v1:constructor",
    "kubernetes:example.com/v1:Secret",
    "gcp:secretmanager/secret:Secret",
    "random:index/randomPassword:RandomPassword",
  ])("does not know %s", (type) => {
    expect(isSharedObject(type)).toBe(false);
  });
});

describe("readSharedObjects", () => {
  it("reads the texts of a ConfigMap, decoded where they are encoded", () => {
    const data = { A: "a", "app.yaml": "b" };
    expect(
      textsOf("kubernetes:core/v1:ConfigMap", { data, binaryData: { c: base64("ü") } }),
    ).toEqual([
      ["data.A", "A", "a"],
      ['data["app.yaml"]', "app.yaml", "b"],
      ["binaryData.c", "c", "ü"],
    ]);
  });

  it("reads the texts of a Secret", () => {
    const props = { stringData: { A: "a" }, data: { B: `${base64("b")}\n` } };
    expect(textsOf("kubernetes:core/v1:Secret", props)).toEqual([
      ["stringData.A", "A", "a"],
      ["data.B", "B", "b"],
    ]);
  });

  it("leaves out binary data and what is no base64", () => {
    const data = {
      zip: base64(Buffer.from([0, 1, 2])),
      latin: base64(Buffer.from([0xff, 0xfe])),
      x: "*",
    };
    expect(textsOf("kubernetes:core/v1:Secret", { data })).toEqual([]);
  });

  it("keeps what is unknown beside what is not", () => {
    const props = { stringData: { A: UNKNOWN, B: "b" }, data: UNKNOWN };
    expect(textsOf("kubernetes:core/v1:Secret", props)).toEqual([
      ["stringData.A", "A", UNKNOWN],
      ["stringData.B", "B", "b"],
      ["data", "", UNKNOWN],
    ]);
  });

  it("reads each item of a List with its name", () => {
    const items = [
      { metadata: { name: "a", namespace: "n" }, data: { A: "a" } },
      { data: { B: "b" } },
    ];
    const objects = readSharedObjects({
      type: "kubernetes:core/v1:ConfigMapList",
      name: "it",
      props: { items },
    });
    expect(objects.map(({ name, namespace, texts }) => [name, namespace, texts[0]?.path])).toEqual([
      ["a", "n", "items[0].data.A"],
      [undefined, undefined, "items[1].data.B"],
    ]);
  });

  it.each([
    [{ secret: "projects/p/secrets/db-url", secretData: "x" }, ["secretData", "db-url", "x"]],
    [{ secret: "projects/p/locations/r/secrets/db", secretData: "x" }, ["secretData", "db", "x"]],
    [{ secret: "db", secretDataWo: "x" }, ["secretDataWo", "db", "x"]],
    [{ secret: UNKNOWN, secretData: "x" }, ["secretData", "it", "x"]],
    [
      { secret: "db", secretData: base64("x"), isSecretDataBase64: true },
      ["secretData", "db", "x"],
    ],
    [{ secret: "db", secretData: UNKNOWN }, ["secretData", "db", UNKNOWN]],
  ])("reads the version of a secret %#", (props, text) => {
    expect(textsOf(VERSION, props)).toEqual([text]);
  });

  it("takes malformed properties for absent", () => {
    expect(textsOf("kubernetes:core/v1:Secret", { data: [1], stringData: { A: 1 } })).toEqual([]);
    expect(textsOf(VERSION, { secret: 1, secretData: {} })).toEqual([]);
    expect(textsOf("kubernetes:core/v1:Service", {})).toEqual([]);
  });

  it("shows no key that Kubernetes does not allow", () => {
    expect(
      textsOf("kubernetes:core/v1:Secret", { stringData: { "a:supersecret@b": "x" } }),
    ).toEqual([['stringData["(hidden)"]', "a:supersecret@b", "x"]]);
  });
});
