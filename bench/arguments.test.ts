import { describe, expect, it } from "vitest";
import { parseBenchArguments } from "./arguments";

describe("the arguments of the benchmark", () => {
  it("measure everything and write the file where there are none", () => {
    expect(parseBenchArguments([])).toEqual({
      only: "all",
      sizes: [10, 100, 1000],
      kinds: ["cloud-run", "kubernetes"],
      references: 1000,
      repeat: 1,
      write: true,
      help: false,
    });
  });

  it.each([["--only", "plans"], ["--sizes=10"], ["--kinds", "kubernetes"], ["--references", "5"]])(
    "write nothing where %s measures a part",
    (...words) => {
      expect(parseBenchArguments(words).write).toBe(false);
    },
  );

  it("put sizes in order, each once", () => {
    expect(parseBenchArguments(["--sizes", "100,10,100"]).sizes).toEqual([10, 100]);
  });

  it("still write the file where plans are only repeated", () => {
    expect(parseBenchArguments(["--repeat", "3"])).toMatchObject({ repeat: 3, write: true });
  });

  it.each([
    [["--size", "10"], '"--size" is not an option'],
    [["--sizes", "ten"], '--sizes is "ten"'],
    [["--sizes", ""], '--sizes is ""'],
    [["--only", "memory"], '"all", "plans", "lookups"'],
    [["--kinds", "cloud-run,vm"], '--kinds is "vm"'],
    [["--references", "0"], '--references is "0"'],
  ])("refuse %j", (words, text) => {
    expect(() => parseBenchArguments(words)).toThrow(text);
  });
});
