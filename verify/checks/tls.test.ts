import { connect, createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { selfSignedCertificate } from "../../test/registry/certificate";
import { ALL_BUT_TLS, shows, TLS } from "../testing/broken";
import { checksWith, inDays, runAgainst } from "../testing/run";
import { HOST } from "../testing/stack";

describe("N10: a host whose certificate is not good", () => {
  shows([
    {
      title: "N10: is red when the certificate is for another name",
      certificate: selfSignedCertificate(["other.example.com"], { until: inDays(90) }),
      red: [TLS],
      notRun: ALL_BUT_TLS,
      says: ["its certificate is for another name", '"other.example.com"'],
      lookAt: "certificate map",
    },
    {
      title: "N10: is red when the certificate is signed by itself only",
      certificate: selfSignedCertificate([HOST], { until: inDays(90) }),
      trusted: false,
      red: [TLS],
      notRun: ALL_BUT_TLS,
      says: ["signed by itself only (DEPTH_ZERO_SELF_SIGNED_CERT)"],
      lookAt: "certificate map",
    },
    {
      title: "N10: is red when the certificate has expired",
      certificate: selfSignedCertificate([HOST], { from: inDays(-90), until: inDays(-1) }),
      red: [TLS],
      notRun: ALL_BUT_TLS,
      says: ["its certificate has expired"],
      lookAt: "DNS authorisation",
    },
    {
      title: "N10: is red in the certificate alone when it expires within a week",
      certificate: selfSignedCertificate([HOST], { until: inDays(5.5) }),
      red: [`certificate/${HOST}`],
      says: ["valid for 5 more days", "expected at least 7 days"],
      lookAt: "Certificate Manager",
    },
  ]);

  it("N10: warns and stays green when it expires within three weeks", async () => {
    const certificate = selfSignedCertificate([HOST], { until: inDays(15.5) });
    const { report } = await runAgainst({ certificate });
    expect(checksWith(report, "warned")).toEqual([`certificate/${HOST}`]);
    expect(report.checks.find(({ status }) => status === "warned")?.problem).toContain(
      "valid for 15 more days",
    );
    expect(report.ok).toBe(true);
  });
});

describe("N19: a host that is not reached", () => {
  shows([
    {
      title: "N19: is red once when the connection is refused",
      address: { address: "127.0.0.1", port: 1 },
      red: [TLS],
      notRun: ALL_BUT_TLS,
      says: ["was not reached at 127.0.0.1:1: the connection was refused (ECONNREFUSED)."],
      lookAt: "forwarding rule",
    },
    {
      title: "N19: is red once when its name has no address",
      address: { address: "no-such-host.invalid", port: 443 },
      red: [TLS],
      notRun: ALL_BUT_TLS,
      says: ["no-such-host.invalid:443: its name"],
      lookAt: "DNS record",
    },
  ]);

  it("N19: is red once when what answers does not speak TLS", async () => {
    const server = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const { report } = await runAgainst({ address: { address: "127.0.0.1", port } });
    server.close();
    expect(checksWith(report, "failed", "unchecked")).toEqual([TLS]);
    expect(report.checks[0]?.problem).toMatch(/does not speak TLS|was cut/);
  });
});

describe("a connection to nowhere", () => {
  it("ends with the run, and says that nobody knows", async () => {
    const silentServer = createServer(() => undefined);
    await new Promise<void>((resolve) => silentServer.listen(0, "127.0.0.1", resolve));
    const { port } = silentServer.address() as { port: number };
    const open = connect(port, "127.0.0.1");
    const { report } = await runAgainst({
      address: { address: "127.0.0.1", port },
      deadlineSeconds: 3,
    });
    open.destroy();
    silentServer.close();
    expect(checksWith(report, "unchecked")).toEqual([TLS]);
    expect(report.checks[0]?.problem).toBe("This could not be checked: the run ended after 3 s.");
  });
});
