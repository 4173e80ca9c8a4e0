import { expect, it } from "vitest";
import { plainHeaders, secretHeaders } from "./headers";

const headers = { Accept: "application/json", "X-API-Key": { secret: "health-key" } };

it("tells headers with a text from those with a secret", () => {
  expect(plainHeaders(headers)).toEqual({ Accept: "application/json" });
  expect(secretHeaders(headers)).toEqual({ "X-API-Key": "health-key" });
});
