import { describe, expect, it } from "vitest";
import { judge, moveToGke, type Raw } from "../stack-file.fixture";
import { probeHeaders } from "./probe-headers";
import { accepts, refuses } from "./table.fixture";

const health = (headers: Raw) => (file: Raw) => {
  file["holdfast:services"].auth.health = { path: "/health", headers };
};
const key = { secret: "signing-key" };
const at = (header: string) => [`services.auth.health.headers.${header}`];

describe("P4: headers of probes", () => {
  refuses(probeHeaders, [
    ...["Authorization", "X-API-Key", "Cookie", "x-auth-token", "Proxy-Authorization"].map(
      (header) => ({
        name: `a text in ${header}, which is a credential`,
        change: health({ [header]: "abc" }),
        at: at(header),
        says: "{ secret: NAME }",
      }),
    ),
    {
      name: "a credential under any name",
      change: health({ "X-Probe": "Bearer eyJhbGciOiJIUzI1NiJ9" }),
      at: at("X-Probe"),
      says: "(hidden)",
    },
    {
      name: "a secret that is not declared",
      change: health({ "X-API-Key": { secret: "signing-ky" } }),
      at: [`${at("X-API-Key")[0]}.secret`],
      says: 'Write "signing-key".',
    },
    {
      name: "a secret whose value no header can hold",
      change: (file) => {
        file["holdfast:secrets"]["signing-key"] = { value: "abc\n" };
        health({ "X-API-Key": key })(file);
      },
      at: at("X-API-Key"),
      says: "line break",
    },
    {
      name: "a secret that only Secret Manager knows, on GKE",
      change: (file) => {
        moveToGke(file);
        file["holdfast:secrets"]["signing-key"] = { existing: { version: 1 } };
        health({ "X-API-Key": key })(file);
      },
      at: at("X-API-Key"),
      says: "reach the cluster as a Secret",
    },
    {
      name: "a header of the connection",
      change: health({ "Transfer-Encoding": "chunked" }),
      at: at("Transfer-Encoding"),
    },
    {
      name: "a header twice in other letters",
      change: health({ Accept: "text/plain", accept: "text/html" }),
      at: at("accept"),
      says: '"Accept" again',
    },
    {
      name: "a secret for the name of the host",
      change: health({ Host: key }),
      at: at("Host"),
    },
    {
      name: "all that is wrong in all probes at once",
      change: (file) => {
        const { auth } = file["holdfast:services"];
        auth.startup.headers = { Cookie: "a=b", TE: "trailers" };
        auth.readiness = { headers: { "X-API-Key": "abc" } };
        auth.health.headers = { "X-API-Key": { secret: "constructor" } };
      },
      at: [
        "services.auth.startup.headers.Cookie",
        "services.auth.startup.headers.TE",
        "services.auth.readiness.headers.X-API-Key",
        "services.auth.health.headers.X-API-Key.secret",
      ],
    },
  ]);

  accepts(probeHeaders, [
    { name: "a declared secret", change: health({ Authorization: key }) },
    {
      name: "a secret that only Secret Manager knows, on Cloud Run",
      change: (file) => {
        file["holdfast:secrets"]["signing-key"] = { existing: { version: 1 } };
        health({ "X-API-Key": key })(file);
      },
    },
    {
      name: "a value on one line",
      change: (file) => {
        file["holdfast:secrets"]["signing-key"] = { value: "Bearer abc def" };
        health({ Authorization: key })(file);
      },
    },
    {
      name: "headers that let nobody in",
      change: health({
        Host: "shop.example.com",
        Accept: "application/json",
        "X-Forwarded-Proto": "https",
        "X-Request-Id": "probe",
        "X-CSRF-Token": "none",
        "User-Agent": "probe/1.0",
      }),
    },
    { name: "no header", change: health({}) },
  ]);

  it("do not show a credential", () => {
    const problems = judge(probeHeaders, health({ "X-API-Key": "hunter2-abc", Cookie: "hunter2" }));
    expect(problems).toHaveLength(2);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });
});
