import { moveToGke, type Raw } from "../stack-file.fixture";
import { clusterSecrets } from "./cluster-secrets";
import { accepts, refuses } from "./table.fixture";

const existing = (file: Raw) => {
  file["holdfast:secrets"]["signing-key"] = { existing: { version: 3 } };
};

refuses(clusterSecrets, [
  {
    name: "a secret that only Secret Manager knows, for a service on GKE",
    change: (file) => {
      moveToGke(file);
      existing(file);
    },
    at: ["services.backend.secrets.SIGNING_KEY"],
    says: "which reach the cluster as a Secret",
  },
]);

accepts(clusterSecrets, [
  { name: "the same secret for a service on Cloud Run", change: existing },
  { name: "a generated secret on GKE", change: moveToGke },
  {
    name: "a secret that exists beside a service on GKE that does not ask for it",
    change: (file) => {
      moveToGke(file);
      existing(file);
      file["holdfast:services"].backend.secrets = {};
    },
  },
]);
