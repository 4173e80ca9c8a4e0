import { cachePersistence } from "./cache-persistence";
import { accepts, refuses } from "./table.fixture";

const persistence = (settings: object) => (file: Record<string, unknown>) => {
  Object.assign((file["holdfast:redis"] as Record<string, object>).sessions ?? {}, {
    persistence: settings,
  });
};

refuses(cachePersistence, [
  {
    name: "a time between snapshots that are not made",
    change: persistence({ persistenceMode: "DISABLED", rdbSnapshotPeriod: "ONE_HOUR" }),
    at: ["redis.sessions.persistence.rdbSnapshotPeriod"],
  },
]);

accepts(cachePersistence, [
  { name: "no persistence", change: persistence({ persistenceMode: "DISABLED" }) },
  { name: "a time alone", change: persistence({ rdbSnapshotPeriod: "ONE_HOUR" }) },
]);
