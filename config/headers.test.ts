import { expect, it } from "vitest";
import type { StackConfiguration } from "./configuration";
import { healthHeaders, plainHeaders, secretHeaders } from "./headers";

const headers = { Accept: "application/json", "X-API-Key": { secret: "health-key" } };

it("tells headers with a text from those with a secret", () => {
  expect(plainHeaders(headers)).toEqual({ Accept: "application/json" });
  expect(secretHeaders(headers)).toEqual({ "X-API-Key": "health-key" });
});

it("P4: asks a host for the health of a service under its own name", () => {
  const service = { health: { headers: { ...headers, host: "inside.example" } } };
  const services = { web: service } as unknown as StackConfiguration["services"];
  expect(healthHeaders({ services }, "web")).toEqual(headers);
  expect(healthHeaders({ services }, "another")).toEqual({});
});
