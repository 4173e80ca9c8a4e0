import { moveToGke } from "../stack-file.fixture";
import { platformUses } from "./platform-uses";
import { accepts, refuses } from "./table.fixture";

refuses(platformUses, [
  {
    name: "a service on GKE that is used from Cloud Run",
    change: (file) => {
      file["holdfast:services"].auth.platform = "gke";
    },
    at: ["services.backend.uses.auth"],
    says: "a service on GKE, used by one on Cloud Run",
  },
  {
    name: "a service on Cloud Run that is used from GKE, optional or not",
    change: (file) => {
      moveToGke(file);
      file["holdfast:services"].auth.platform = "cloud-run";
      file["holdfast:services"].backend.uses.auth = { optional: true };
    },
    at: ["services.backend.uses.auth"],
    says: 'set platform "gke" for "auth", or "cloud-run" for "backend"',
  },
]);

const inClusterCache = { type: "in-cluster", image: "redis:7.4.5-alpine", storage: {} };

refuses(platformUses, [
  {
    name: "a cache in the cluster that is used from Cloud Run",
    change: (file) => {
      file["holdfast:redis"].sessions = inClusterCache;
    },
    at: ["services.backend.uses.sessions"],
    says: 'a store of type "in-cluster", used by a service on Cloud Run',
  },
]);

accepts(platformUses, [
  {
    name: "a cache in the cluster that is used from there",
    change: (file) => {
      moveToGke(file);
      file["holdfast:redis"].sessions = inClusterCache;
    },
  },
  { name: "services on GKE that use each other", change: moveToGke },
  {
    name: "databases and caches that are used from both",
    change: (file) => {
      delete file["holdfast:services"].backend.uses.auth;
      file["holdfast:services"].auth.platform = "gke";
      file["holdfast:services"].auth.uses = { sessions: {} };
    },
  },
]);
