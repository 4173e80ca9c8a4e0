import { describe, expect, it } from "vitest";
import { parseImageList } from "../registry/image-list";
import { type HeaderFacts, header } from "./header";

const facts: HeaderFacts = {
  stack: "staging",
  engine: { path: "/bin/pulumi", version: "v3.256.0", origin: "built" },
  registryProgram: { path: "/bin/registry", version: "v3.1.1", origin: "path" },
  providers: [
    { name: "gcp", version: "9.37.0", origin: "real" },
    { name: "kubernetes", version: "4.34.2", origin: "simulated" },
    { name: "random", version: "4.21.2", origin: "simulated" },
  ],
  images: parseImageList("images: [{ repository: a.example/b, tags: ['1', '2'] }]", "images"),
  placeholders: 0,
};

describe("header", () => {
  it("says of each part in one line whether it is real or simulated", () => {
    expect(header(facts).split("\n")).toEqual([
      'Stack "staging", offline: no cloud is asked.',
      "  engine     real: Pulumi CLI v3.256.0, built from its pinned Go modules",
      "  providers  real: gcp 9.37.0; simulated: kubernetes 4.34.2, random 4.21.2",
      "  registry   real: CNCF Distribution v3.1.1, found on the PATH, in place of every other registry; 2 small images in 1 repository",
      "",
      "",
    ]);
  });

  it("says where images would be declared when there are none", () => {
    expect(header({ ...facts, images: [] })).toContain(
      "empty: offline/registry/images/staging.yaml names no image\n",
    );
  });

  it("says how many secrets of the stack file are placeholders", () => {
    expect(header({ ...facts, placeholders: 1 })).toContain(
      "  secrets    simulated: 1 encrypted value of the stack file\n",
    );
  });
});
