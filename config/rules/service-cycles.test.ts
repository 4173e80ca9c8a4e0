import { describe } from "vitest";
import { goodService } from "../stack-file.fixture";
import { serviceCycles } from "./service-cycles";
import { accepts, refuses } from "./table.fixture";

const graph =
  (edges: Record<string, Record<string, object>>) => (file: Record<string, unknown>) => {
    file["holdfast:services"] = Object.fromEntries(
      Object.entries(edges).map(([name, uses]) => [name, { ...goodService(), uses }]),
    );
  };

describe("P3: the order in which services start", () => {
  refuses(serviceCycles, [
    {
      name: "two services that need each other",
      change: graph({ auth: { backend: {} }, backend: { auth: {} } }),
      at: ["services.auth.uses.backend"],
      says: "auth -> backend -> auth",
    },
    {
      name: "a cycle of three behind a service outside it",
      change: graph({ web: { aa: {} }, aa: { bb: {} }, bb: { cc: {} }, cc: { aa: {} } }),
      at: ["services.aa.uses.bb"],
      says: "a cycle: aa -> bb -> cc -> aa",
    },
    {
      name: "two cycles over one use, which alone breaks both",
      change: graph({ aa: { bb: {} }, bb: { cc: {}, dd: {} }, cc: { aa: {} }, dd: { aa: {} } }),
      at: ["services.aa.uses.bb", "services.aa.uses.bb"],
      says: 'Set optional: true here if "aa" can start without "bb" (that alone breaks all 2 cycles)',
    },
    {
      name: "two cycles that share nothing",
      change: graph({ aa: { bb: {} }, bb: { aa: {} }, cc: { dd: {} }, dd: { cc: {} } }),
      at: ["services.aa.uses.bb", "services.cc.uses.dd"],
    },
  ]);

  accepts(serviceCycles, [
    {
      name: "two ways to one service",
      change: graph({ aa: { bb: {}, cc: {} }, bb: { dd: {} }, cc: { dd: {} }, dd: {} }),
    },
    {
      name: "a service that uses itself, which another rule refuses",
      change: graph({ aa: { aa: {} } }),
    },
  ]);
});

describe("P5: a service that others can do without", () => {
  accepts(serviceCycles, [
    {
      name: "two services of which one can start without the other",
      change: graph({ auth: { backend: { optional: true } }, backend: { auth: {} } }),
    },
    {
      name: "services that can all start without each other",
      change: graph({
        auth: { backend: { optional: true } },
        backend: { auth: { optional: true } },
      }),
    },
  ]);
});
