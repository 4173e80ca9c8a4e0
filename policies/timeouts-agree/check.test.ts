import { describe, expect, it } from "vitest";
import { pooled, postgres } from "../models/connection/program.fixture";
import { messagesAtEnd } from "../testing/judge-resources";
import type { CaseResource } from "../testing/policy-case";
import { timeoutsAgree } from "./policy";

/** The messages for a program, as a user reads them. */
const messages = (...resources: readonly CaseResource[]) => messagesAtEnd(timeoutsAgree, resources);

const told = (name: string, timeout: string, container: object = {}) =>
  pooled({ name, variables: { DB_CONNECT_TIMEOUT: timeout }, container });

describe("N5: connect timeouts that disagree", () => {
  it.each([
    [told("backend", "20.0"), told("auth", "35")],
    [told("auth", "35"), told("backend", "20.0")],
  ])("are refused with both places, in any order", async (...services) => {
    expect(await messages(postgres(), ...services)).toEqual([
      'mandatory: Cloud Run service "backend": template.containers[0].envs[0].value gives a connection to "db" 20 s ("20.0"), where Cloud Run service "auth" at template.containers[0].envs[0].value gives it 35 s. Tell every client of a database one connect timeout, from one place.',
    ]);
  });

  it("are refused at each place that differs from the longest", async () => {
    const found = await messages(postgres(), told("a", "35"), told("b", "20"), told("c", "30"));
    expect(found).toHaveLength(2);
  });
});

describe("N7: a connect timeout that the start does not outlast", () => {
  it("is refused with the sum of the startup probe", async () => {
    const startupProbe = { initialDelaySeconds: 2, periodSeconds: 11, failureThreshold: 3 };
    expect(await messages(postgres(), told("api", "35", { startupProbe }))).toEqual([
      'mandatory: Cloud Run service "api": template.containers[0].envs[0].value gives one connection 35 s, no less than the 35 s that template.containers[0].startupProbe gives the start (2 s + 11 s x 3). Let template.containers[0].startupProbe give more, or lower the connect timeout.',
    ]);
  });
});
