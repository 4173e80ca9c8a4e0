import { describe, expect, it } from "vitest";
import { configurationOf } from "../framework/configuration";
import { options } from "./options";

const configuration = configurationOf("image-exists", options);

describe("the options of image-exists", () => {
  it("block on an unavailable registry, ask eight images at a time and wait 20 s unless told otherwise", () => {
    expect(configuration.read({})).toMatchObject({
      unavailable: "block",
      mirrors: {},
      timeout: "20s",
      concurrency: 8,
    });
  });

  it("take mirrors for a host, a path and everything", () => {
    const mirrors = {
      "docker.io": "https://mirror.example.com/dockerhub",
      "gcr.io/shop": "https://mirror.example.com",
      "*": "http://127.0.0.1:5000",
    };
    expect(configuration.read({ mirrors }).mirrors).toEqual(mirrors);
  });

  it.each([
    [{ timeout: "20" }, '"timeout" must be a number with the unit "ms", "s" or "m"'],
    [{ timeout: "0s" }, '"timeout" must be a number'],
    [{ timeout: "6m" }, "at most"],
    [{ concurrency: 0 }, '"concurrency" must be at least 1'],
    [{ unavailable: "ignore" }, '"unavailable" must be one of "block", "warn"'],
    [{ mirrors: { "docker.io": "mirror.example.com" } }, "must be an address such as"],
    [{ mirrors: { "https://docker.io": "https://m" } }, 'without "https://"'],
    [{ mirrors: { "docker.io": "https://u:hunter2@m" } }, "must not hold credentials"],
  ])("refuse %j", (given, message) => {
    expect(() => configuration.read(given)).toThrow(message);
    expect(() => configuration.read(given)).not.toThrow("hunter2");
  });
});
