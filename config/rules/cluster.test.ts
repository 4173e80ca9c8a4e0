import { addStores, moveToGke } from "../stack-file.fixture";
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
  {
    name: "databases and caches in a cluster that is not there",
    change: addStores,
    at: ["holdfast:gke", "holdfast:gke"],
    says: 'nothing, with "timescale" and "local" of type "in-cluster"',
  },
  {
    name: "a database of AlloyDB that nothing could create",
    change: (file) => {
      addStores(file);
      delete file["holdfast:postgres"].timescale;
      delete file["holdfast:redis"].local;
    },
    at: ["holdfast:gke"],
    says: 'databases of "alloy", of type "alloydb"',
  },
]);

accepts(cluster, [
  { name: "services on GKE with a cluster", change: moveToGke },
  {
    name: "databases and caches in the cluster",
    change: (file) => {
      addStores(file);
      moveToGke(file);
    },
  },
  {
    name: "AlloyDB with the database that it has by itself, without a cluster",
    change: (file) => {
      addStores(file);
      file["holdfast:postgres"] = {
        alloy: { ...file["holdfast:postgres"].alloy, databases: { postgres: {} } },
      };
      delete file["holdfast:redis"].local;
    },
  },
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
