import { describe, expect, it } from "vitest";
import { problemsAfter } from "../stack-file.fixture";
import { serviceImages } from "./service-images";
import { accepts, refuses } from "./table.fixture";

const services = "holdfast:services";

refuses(serviceImages, [
  {
    name: "P1: a service that names neither",
    change: (file) => {
      delete file[services].auth.image;
    },
    at: ["services.auth"],
    says: 'neither "version" nor "image"',
  },
  {
    name: "a service that names both",
    change: (file) => {
      file[services].auth.version = "1.4.0";
    },
    at: ["services.auth"],
    says: "Keep one of them.",
  },
  {
    name: "a version that is in no repository",
    change: (file) => {
      delete file["holdfast:registry"];
      file[services].auth = { ...file[services].auth, image: undefined, version: "1.4.0" };
    },
    at: ["services.auth.version"],
    says: "Add holdfast:registry",
  },
]);

accepts(serviceImages, [
  {
    name: "a version in the stack's own repository",
    change: (file) => {
      file[services].auth = { ...file[services].auth, image: undefined, version: "1.4.0" };
    },
  },
]);

describe("an image that cannot be read", () => {
  it.each([
    { image: "a b" },
    { image: undefined, version: "-" },
    { image: undefined, version: 1.1 },
    { image: undefined, version: "latest/1" },
  ])("is one problem: %o", (change) => {
    const problems = problemsAfter((file) => {
      Object.assign(file[services].auth, change);
      for (const key of ["image", "version"]) {
        if (file[services].auth[key] === undefined) delete file[services].auth[key];
      }
    });
    expect(problems).toHaveLength(1);
  });

  it("is not advised to be the number that YAML made of it", () => {
    const [problem] = problemsAfter((file) => {
      delete file[services].auth.image;
      file[services].auth.version = 1.1;
    });
    expect(problem).toContain("Put it in quotes, as it is meant.");
  });
});
