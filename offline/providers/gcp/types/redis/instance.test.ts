import { expect, it } from "vitest";
import { instance } from "./instance";

const replaces = (before: string, after: string) =>
  (instance.replacesWhen ?? []).some(
    ({ path, when }) => String(path) === "redisVersion" && when(before, after, {}),
  );

it.each([
  ["REDIS_7_2", "REDIS_7_0"],
  ["REDIS_7_0", "REDIS_5_0"],
])("replaces an instance of %s for %s", (before, after) => {
  expect(replaces(before, after)).toBe(true);
});

it.each([
  ["REDIS_7_0", "REDIS_7_2"],
  ["REDIS_5_0", "REDIS_7_0"],
  ["REDIS_7_2", "REDIS_7_2"],
  ["REDIS_7_2", "REDIS_6_X"],
  ["REDIS_6_X", "REDIS_5_0"],
  ["REDIS_6_X", "REDIS_7_0"],
])("leaves an instance of %s in place for %s", (before, after) => {
  expect(replaces(before, after)).toBe(false);
});
