import { describe, expect, it } from "vitest";
import { parseStackFile } from "../parse";
import { type Change, goodFile, judge } from "../stack-file.fixture";
import { connectionBudget } from "./connection-budget";
import { accepts, refuses } from "./table.fixture";

const at = ["postgres.main-db.maxConnections"];
const databaseWith =
  (settings: object): Change =>
  (file) => {
    Object.assign(file["holdfast:postgres"]["main-db"], settings);
  };
const backend =
  (use: object, max = 4): Change =>
  (file) => {
    Object.assign(file["holdfast:services"].backend.uses["main-db"], use);
    file["holdfast:services"].backend.scale.max = max;
  };
const all =
  (...changes: Change[]): Change =>
  (file) => {
    for (const change of changes) {
      change(file);
    }
  };

/** The day of the outage: two services with pools of 10 + 15, and a tier that gives 100 connections. */
const dayOfTheOutage: Change = (file) => {
  Object.assign(file["holdfast:postgres"]["main-db"], {
    tier: "db-custom-1-3840",
    maxConnections: 100,
  });
  for (const name of ["backend", "auth"]) {
    const service = file["holdfast:services"][name];
    service.scale = { min: 1, max: 10 };
    service.uses = { ...service.uses, "main-db": { pool: 10, overflow: 15 } };
  }
};

describe("N3: the connections that services can open", () => {
  refuses(connectionBudget, [
    {
      name: "those of the day of the outage, with the whole sum",
      change: dayOfTheOutage,
      at,
      says: '"backend" 10 x (10 + 15) = 250, "auth" 10 x (10 + 15) = 250, two revisions during a rollout 500 x 2 = 1000, other clients 0, reserved 13: 1013 of 100 (513 without a rollout)',
    },
    {
      name: "those that fit only while nothing is rolled out",
      change: backend({}, 9),
      at,
      says: "225 x 2 = 450, other clients 0, reserved 53: 503 of 500 (278 without a rollout)",
    },
    {
      name: "one too many, naming what would fit",
      change: backend({ pool: 41, overflow: 15 }),
      at,
      says: "scale.max 3 or pool 40 or overflow 14 for",
    },
    {
      name: "those of a service that can do without the database",
      change: backend({ optional: true }, 9),
      at,
    },
    {
      name: "those of other clients",
      change: databaseWith({ otherConnections: { migrations: 5, analysts: 243 } }),
      at,
      says: 'other clients "migrations" 5 + "analysts" 243, reserved 53: 501 of 500',
    },
    {
      name: "those that leave too few to the database itself",
      change: databaseWith({ reservedConnections: 301 }),
      at,
      says: "reserved 301: 501 of 500",
    },
    {
      name: "those of each database for itself",
      change: (file) => {
        file["holdfast:postgres"].reports = { ...file["holdfast:postgres"]["main-db"] };
        file["holdfast:services"].auth.uses = { reports: { pool: 50 }, "main-db": { pool: 60 } };
      },
      at,
    },
  ]);

  accepts(connectionBudget, [
    {
      name: "a sum that takes the last connection",
      change: databaseWith({ otherConnections: { analysts: 247 } }),
    },
    { name: "pools of exactly what is left", change: backend({ pool: 40, overflow: 15 }) },
    {
      name: "less left to the database where it is said so",
      change: all(backend({}, 9), databaseWith({ reservedConnections: 50 })),
    },
    {
      name: "large pools of a database that no service uses",
      change: (file) => {
        file["holdfast:services"].backend.uses = {};
        databaseWith({ maxConnections: 14 })(file);
      },
    },
    {
      name: "a cache and a service beside the database",
      change: (file) => {
        file["holdfast:services"].backend.uses.sessions = { pool: 10_000 };
      },
    },
  ]);

  it("are advised values that are accepted, each alone", () => {
    const change = all(backend({}, 8), databaseWith({ otherConnections: { jobs: 50 } }));
    const [problem] = judge(connectionBudget, change);
    expect(problem?.action).toBe(
      'Any one of these makes it fit: scale.max 7 or pool 9 or overflow 14 for "backend"; maxConnections 504 (the default of the tier is 500).',
    );
    const mended: Change[] = [
      backend({}, 7),
      backend({ pool: 9 }, 8),
      backend({ overflow: 14 }, 8),
      databaseWith({ maxConnections: 504 }),
    ];
    for (const mend of mended) {
      expect(judge(connectionBudget, all(change, mend))).toEqual([]);
    }
  });

  it("are refused by the whole reading of the file on the day of the outage", () => {
    const file = goodFile();
    dayOfTheOutage(file);
    const result = parseStackFile(file, { stack: "staging" });
    expect(result).toMatchObject({
      ok: false,
      problems: [
        {
          path: "postgres.main-db.maxConnections",
          found: expect.stringContaining("1013 of 100"),
          action:
            "No number of a single service is enough, but maxConnections 1115 (the default of the tier is 100) is.",
        },
      ],
    });
  });

  it("are advised no maximum that Cloud SQL does not take", () => {
    const change = all(backend({ pool: 10_000, overflow: 10_000 }, 1000), (file) => {
      file["holdfast:services"].auth.uses = { "main-db": { pool: 10_000 } };
      file["holdfast:services"].auth.scale.max = 1000;
    });
    expect(judge(connectionBudget, change)[0]?.action).toBe(
      "No single change is enough: lower scale.max, pool or overflow of several services.",
    );
  });
});
