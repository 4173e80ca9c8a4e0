import { moveToGke, type Raw } from "../stack-file.fixture";
import { clusterBackups } from "./cluster-backups";
import { accepts, refuses } from "./table.fixture";

const backups = (settings: Raw) => (file: Raw) => {
  moveToGke(file);
  file["holdfast:gke"].backups = settings;
};

refuses(clusterBackups, [
  {
    name: "a backup that nobody can delete when its time is over",
    change: backups({ retention: "7d", deleteLock: "8d" }),
    at: ["gke.backups.deleteLock"],
    says: 'with retention "7d"',
  },
]);

accepts(clusterBackups, [
  { name: "a lock until the end", change: backups({ retention: "7d", deleteLock: "7d" }) },
]);
