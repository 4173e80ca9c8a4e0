import { describe, expect, it } from "vitest";
import type { Upgrader } from "../testing/application";
import { refusing, sendHalfAMessage, shows, WEBSOCKET } from "../testing/broken";
import { checksWith, runAgainst } from "../testing/run";
import { HOST } from "../testing/stack";

/** Takes the WebSocket, sends the beginning of a message and cuts the connection. */
const cuts: Upgrader = (connection, accept) => accept(() => sendHalfAMessage(connection));

describe("N20: a WebSocket that fails while HTTP health is green", () => {
  shows([
    {
      title: "N20: is red when the handshake is refused with 500",
      behaviour: { healthSocket: refusing("500 Internal Server Error") },
      red: [WEBSOCKET],
      says: [
        "0 of 2 WebSockets succeeded (0 %); expected 100 %.",
        `wss://${HOST}/ws/health refused the WebSocket with status 500; expected 101.`,
      ],
      lookAt: 'log of service "backend"',
    },
    {
      title: "N20: is red when the handshake is refused with 503",
      behaviour: { healthSocket: refusing("503 Service Unavailable") },
      red: [WEBSOCKET],
      says: ["refused the WebSocket with status 503; expected 101."],
      lookAt: "load balancer's backend",
    },
    {
      title: "N20: is red when the connection is cut in the middle of a message",
      behaviour: { healthSocket: cuts },
      red: [WEBSOCKET],
      says: ["was cut without a close"],
      lookAt: "requestTimeout and restarts",
    },
    {
      title: "N20: is red when the connection is cut just after a greeting",
      behaviour: {
        healthSocket: (connection, accept) =>
          accept((socket) => {
            socket.send("hello", () => setTimeout(() => sendHalfAMessage(connection), 50));
          }),
      },
      red: [WEBSOCKET],
      says: ["was cut without a close"],
      lookAt: "requestTimeout and restarts",
    },
    {
      title: "N20: is red when the WebSocket is closed with an error",
      behaviour: {
        healthSocket: (_, accept) => accept((socket) => socket.close(1011, "no database")),
      },
      red: [WEBSOCKET],
      says: ['was closed with code 1011, saying "no database"'],
      lookAt: 'log of service "backend"',
    },
    {
      title: "N20: is red when one WebSocket of several fails",
      behaviour: { healthSocket: failingFirst() },
      red: [WEBSOCKET],
      says: ["1 of 2 WebSockets succeeded (50 %); expected 100 %."],
      lookAt: "load balancer's backend",
    },
    {
      title: "N20: is red when nothing is said after the handshake",
      behaviour: {
        healthSocket: (connection, accept) => accept(() => connection.removeAllListeners("data")),
      },
      plan: (plan) => ({
        ...plan,
        websocket: plan.websocket && { ...plan.websocket, attempts: 1 },
      }),
      groups: ["health"],
      red: [WEBSOCKET],
      says: ["neither a message nor an answer to a ping within 5 s"],
      lookAt: 'log of service "backend"',
    },
  ]);

  it("is green when the server closes in order after its greeting", async () => {
    const { report } = await runAgainst({
      behaviour: {
        healthSocket: (_, accept) =>
          accept((socket) => {
            socket.send('{"status":"healthy"}');
            socket.close(1000);
          }),
      },
    });
    expect(checksWith(report, "failed", "unchecked", "not-run")).toEqual([]);
  });
});

function failingFirst(): Upgrader {
  let times = 0;
  return (connection, accept, headers) => {
    times += 1;
    if (times === 1) refusing("502 Bad Gateway")(connection, accept, headers);
    else accept((socket) => socket.send("hello"));
  };
}
