import { describe, expect, it } from "vitest";
import { selfSignedCertificate } from "../../test/registry/certificate";
import { type Answerer, json, TOKEN, type Upgrader, USER } from "../testing/application";
import {
  expectNoSecret,
  limits,
  refusing,
  sendHalfAMessage,
  shows,
  textOf,
} from "../testing/broken";
import { checksWith, runAgainst } from "../testing/run";
import { HOST } from "../testing/stack";

const silent: Answerer = () => undefined;

describe("N22: the golden path", () => {
  const talks = (does: (socket: { send(text: string): void; close(): void }) => void) => ({
    chat: ((_, accept) => accept((socket) => socket.on("message", () => does(socket)))) as Upgrader,
  });

  shows([
    {
      title: "N22: is red when the login is refused, and says so without the password",
      password: "a wrong password",
      red: ["golden-path"],
      says: [
        `Step "login": https://${HOST}/auth/login refused the login of "verification@netrasystems.ai" with status 401`,
      ],
      lookAt: "HOLDFAST_VERIFY_PASSWORD",
    },
    {
      title: "N22: is red when there is no password to log in with",
      password: "",
      red: ["golden-path"],
      says: ["the environment variable HOLDFAST_VERIFY_PASSWORD is not set"],
      lookAt: "HOLDFAST_VERIFY_PASSWORD",
    },
    {
      title: "N22: is red when the login fails, naming the service that takes it",
      behaviour: { login: json({ detail: "no database" }, 500) },
      red: ["golden-path"],
      says: ['Step "login"', "answered 500; expected 200"],
      lookAt: 'service "auth"',
    },
    {
      title: "N22: is red when the login gives no token",
      behaviour: { login: json({ token: "elsewhere" }) },
      red: ["golden-path"],
      says: ["answered the login without a token at $.access_token"],
      lookAt: "verify.goldenPath.login.token",
    },
    {
      title: "N22: is red when the login takes more than its share of the time",
      behaviour: { login: silent },
      plan: limits({ goldenPathSeconds: 6 }),
      red: ["golden-path"],
      says: ['Step "login"', "did not answer within 2 s"],
      lookAt: "latency",
    },
    {
      title: "N20: is red when the WebSocket does not take the token",
      behaviour: { chat: refusing("403 Forbidden") },
      red: ["golden-path"],
      says: ['Step "WebSocket"', "refused the WebSocket with status 403; expected 101"],
      lookAt: 'service "backend"',
    },
    {
      title: "N20: is red when the handshake of the WebSocket is never answered",
      behaviour: { chat: () => undefined },
      plan: limits({ goldenPathSeconds: 6 }),
      red: ["golden-path"],
      says: ['Step "WebSocket"', "did not answer the handshake within 1 s"],
      lookAt: 'service "backend"',
    },
    {
      title: "N22: is red when no answer comes",
      behaviour: talks(() => undefined),
      plan: limits({ goldenPathSeconds: 5 }),
      red: ["golden-path"],
      says: ['Step "answer"', 'expected a message in which $.type is "answer", found no message'],
      lookAt: "what became of the message",
    },
    {
      title: "N22: is red when only other messages come",
      behaviour: talks((socket) => {
        socket.send('{"type":"error"}');
        socket.send("no JSON");
      }),
      plan: limits({ goldenPathSeconds: 5 }),
      red: ["golden-path"],
      says: ["found 2 others"],
      lookAt: "what became of the message",
    },
    {
      title: "N22: is red when the WebSocket is closed before the answer",
      behaviour: talks((socket) => socket.close()),
      red: ["golden-path"],
      says: ["was closed before the answer came"],
      lookAt: "what became of the message",
    },
    {
      title: "N20: is red when the connection is cut in the middle of the answer",
      behaviour: {
        chat: (connection, accept) =>
          accept((socket) => socket.on("message", () => sendHalfAMessage(connection))),
      },
      red: ["golden-path"],
      says: ['Step "answer"', "was cut without a close"],
      lookAt: "requestTimeout and restarts",
    },
  ]);
});

describe("the secrets of the golden path", () => {
  it("are in no result, whatever repeats them", async () => {
    const echo = `${USER.password} ${TOKEN}`;
    const { report } = await runAgainst({
      behaviour: {
        chat: (_, accept) =>
          accept((socket) => socket.on("message", () => socket.close(1011, echo))),
      },
    });
    expect(checksWith(report, "failed")).toEqual(["golden-path"]);
    const { problem } = report.checks.find(({ check }) => check === "golden-path") ?? {};
    expect(problem).toContain("(hidden)");
    expectNoSecret(textOf(report));
  });

  it("are not sent to a host whose certificate is not good", async () => {
    const { application } = await runAgainst({ certificate: selfSignedCertificate(["other"]) });
    expect(application.seen.size).toBe(0);
  });
});
