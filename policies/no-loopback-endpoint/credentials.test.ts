import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Finding, sentence } from "../framework/finding";
import { NotApplicable, type PolicyResource } from "../framework/policy";
import { LoopbackRun } from "./run";

const WITH_CREDENTIALS = [
  "postgresql://aia:supersecret@localhost:5432/aia_production",
  "jdbc:postgresql://localhost:5432/aia_production?user=aia&password=supersecret",
  "host=localhost port=5432 user=aia password=supersecret dbname=aia_production",
  "aia:supersecret@tcp(localhost:3306)/aia_production",
  "Server=localhost,1433;Database=aia_production;User Id=aia;Password=supersecret",
  "localhost:6379,user=aia,password=supersecret",
  '{"host":"localhost","user":"aia","password":"supersecret"}',
  "host: localhost\nuser: aia\npassword: supersecret\n",
  "DB_HOST=localhost\nDB_USER=aia\nDB_PASSWORD=supersecret\n",
  "--db-host=localhost --db-user=aia --db-password=supersecret",
];

/** What people get wrong in a connection string, at any place of it. */
const spoiled = fc
  .tuple(
    fc.constantFrom(...WITH_CREDENTIALS),
    fc.array(
      fc.tuple(
        fc.nat(80),
        fc.nat(3),
        fc.constantFrom(
          ..." :=@/?#;,'\"\n\t{}[]()|&%\\$-.".split(""),
          ": ",
          " = ",
          "://",
          "localhost",
        ),
      ),
      { maxLength: 4 },
    ),
  )
  .map(([text, edits]) =>
    edits.reduce((spoilt, [at, removed, added]) => {
      const place = at % (spoilt.length + 1);
      const rest = spoilt.slice(place + removed);
      return spoilt.slice(0, place) + added + rest;
    }, text),
  );

const name = fc.constantFrom("DATABASE_URL", "DB_HOST", "CONFIG", "SETTING", "payload", "ARGS");

/** Each carrier of a text that is no file by its own name. */
const carrier = fc.constantFrom<(name: string, text: string) => PolicyResource>(
  (key, text) => of("kubernetes:core/v1:Secret", { stringData: { [key]: text } }),
  (key, text) => of("kubernetes:core/v1:ConfigMap", { data: { [key]: text } }),
  (_key, text) =>
    of("gcp:secretmanager/secretVersion:SecretVersion", { secret: "db", secretData: text }),
  (key, text) =>
    of("gcp:cloudrunv2/service:Service", {
      template: { containers: [{ envs: [{ name: key, value: text }], args: [text] }] },
    }),
);

function of(type: string, props: PolicyResource["props"]): PolicyResource {
  return {
    urn: `urn:pulumi:s::p::${type}::it`,
    type,
    name: "it",
    props,
    opts: {} as PolicyResource["opts"],
  };
}

/** Everything that is said of a resource in an update, where nothing waits. */
function said(resource: PolicyResource): readonly string[] {
  const run = new LoopbackRun({
    phase: "update",
    evidence: { keep: () => {}, has: () => false },
  });
  const answer = resource.type.includes("cloudrun")
    ? run.judgeWorkloads(resource, [])
    : run.judgeObjects(resource, []);
  const findings: readonly Finding[] = answer instanceof NotApplicable ? [] : answer;
  return findings.map((finding) => sentence("It", finding));
}

describe("a message", () => {
  it("shows no part of a credential, however malformed the text is that holds it", () => {
    fc.assert(
      fc.property(carrier, name, spoiled, (write, key, text) => {
        for (const message of said(write(key, text))) {
          expect(message).not.toMatch(/supersecret|\baia\b|aia_production/);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it("is there at all for the texts as people mean them", () => {
    for (const text of WITH_CREDENTIALS) {
      expect(said(of("kubernetes:core/v1:Secret", { stringData: { ARGS: text } }))).not.toEqual([]);
    }
  });
});
