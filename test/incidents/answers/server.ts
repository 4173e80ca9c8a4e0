import { type Behaviour, json, type Upgrader } from "../../../verify/testing/application";
import { runAgainst } from "../../../verify/testing/run";

/** What a server of staging does instead of being healthy. */
export interface BrokenServer {
  readonly path: string;
  readonly answers?: { readonly status: number; readonly body?: unknown };
  readonly refusesWebSocket?: number;
}

/** Runs all checks against real servers of which one is broken: what is wrong, by red check. */
export async function redChecksOf(server: BrokenServer): Promise<Map<string, string>> {
  const { report } = await runAgainst({ behaviour: behaviourOf(server) });
  const red = report.checks.filter(({ status }) => status === "failed");
  return new Map(red.map(({ check, problem = "" }) => [check, problem]));
}

/** What the application does at each path that the checks know. */
const behaviours: Readonly<Record<string, (server: BrokenServer) => Behaviour>> = {
  "/health": (server) => ({ health: answer(server) }),
  "/health/infrastructure": (server) => ({ infrastructure: answer(server) }),
  "/auth/login": (server) => ({ login: answer(server) }),
  "/ws/health": (server) => ({ healthSocket: refusal(server) }),
  "/ws": (server) => ({ chat: refusal(server) }),
};

function behaviourOf(server: BrokenServer): Behaviour {
  const behaviour = behaviours[server.path];
  if (behaviour === undefined) {
    throw new Error(`No check asks for ${server.path}.`);
  }
  return behaviour(server);
}

function answer({ answers = { status: 200 } }: BrokenServer) {
  return json(answers.body, answers.status);
}

function refusal({ refusesWebSocket = 503 }: BrokenServer): Upgrader {
  return (connection) => {
    connection.end(`HTTP/1.1 ${refusesWebSocket} Refused\r\nContent-Length: 0\r\n\r\n`);
  };
}
