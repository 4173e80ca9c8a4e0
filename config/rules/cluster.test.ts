import { moveToGke } from "../stack-file.fixture";
import { cluster } from "./cluster";
import { accepts, refuses } from "./table.fixture";

refuses(cluster, [
  {
    name: "services on GKE without a cluster",
    change: (file) => {
      moveToGke(file);
      delete file["holdfast:gke"];
    },
    at: ["holdfast:gke"],
    says: 'the services "backend" and "auth" on "gke"',
  },
  {
    name: "one service on GKE without a cluster",
    change: (file) => {
      file["holdfast:services"].auth.platform = "gke";
    },
    at: ["holdfast:gke"],
    says: 'the service "auth" on "gke"',
  },
]);

accepts(cluster, [
  { name: "services on GKE with a cluster", change: moveToGke },
  {
    name: "a platform of the stack that no service takes",
    change: (file) => {
      file["holdfast:platform"] = "gke";
      for (const service of Object.values<{ platform?: string }>(file["holdfast:services"])) {
        service.platform = "cloud-run";
      }
    },
  },
]);
