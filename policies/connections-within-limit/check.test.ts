import { describe, expect, it } from "vitest";
import { pinned, pooled, postgres } from "../models/connection/program.fixture";
import { messagesAtEnd } from "../testing/judge-resources";
import { type CaseResource, UNKNOWN } from "../testing/policy-case";
import { connectionsWithinLimit } from "./policy";

/** The messages for a program, as a user reads them. */
const messages = (...resources: readonly CaseResource[]) =>
  messagesAtEnd(connectionsWithinLimit, resources);

describe("N3: connections that a database does not have", () => {
  it.each([
    [pooled({ name: "api" }), pooled({ name: "auth" })],
    [pooled({ name: "auth" }), pooled({ name: "api" })],
  ])("are shown with every summand and what would fit, in one order", async (...services) => {
    expect(await messages(postgres(pinned("300")), ...services)).toEqual([
      'mandatory: gcp.sql.DatabaseInstance "db": settings.databaseFlags[0].value gives 300 connections (of the flag max_connections), fewer than its clients can open: "api" 4 x (10 + 15) = 100, "auth" 4 x (10 + 15) = 100, two revisions during a rollout 200 x 2 = 400, other clients 0, reserved 3: 403 of 300 (203 without a rollout). Any one of these makes it fit: 1 instance at most or overflow 2 for "api"; 1 instance at most or overflow 2 for "auth"; max_connections 403.',
    ]);
  });

  it("say where the number of instances is the platform's, and that of connections the tier's", async () => {
    const [message] = await messages(
      postgres({ tier: "db-f1-micro" }),
      pooled({ scaling: {}, variables: { DB_POOL_SIZE: "5" } }),
    );
    expect(message).toContain(
      'settings.tier gives 25 connections (by default of the tier "db-f1-micro"), fewer than its clients can open: "api" (no maximum, Cloud Run\'s default) 100 x (5 + 0) = 500',
    );
  });

  it("cannot be told of where a number is not known, which is said once", async () => {
    expect(
      await messages(
        postgres(),
        pooled(),
        pooled({ name: "web", scaling: { maxInstanceCount: UNKNOWN } }),
      ),
    ).toEqual([
      'advisory: Not evaluated: gcp.sql.DatabaseInstance "db": settings.tier gives 500 connections, of which Cloud Run service "web" takes an unknown number: its template.scaling.maxInstanceCount is known only after deployment. Give it as a literal.',
    ]);
  });

  it("are found in any order of the resources, and for many services at once", async () => {
    const services = Array.from({ length: 30 }, (_, index) => pooled({ name: `s${index}` }));
    const [message, ...others] = await messages(...services, postgres());
    expect(others).toEqual([]);
    expect(message).toContain("23 more = 2300, two revisions during a rollout 3000 x 2 = 6000");
    expect(message?.length).toBeLessThan(2000);
  });
});
