import { goodEdge, moveToGke, type Raw } from "../stack-file.fixture";
import { namespaces } from "./namespaces";
import { accepts, refuses } from "./table.fixture";

const gke = (namespace: string) => (file: Raw) => {
  moveToGke(file);
  file["holdfast:gke"].namespace = namespace;
};
const service = (namespace: string) => (file: Raw) => {
  moveToGke(file);
  file["holdfast:services"].auth.namespace = namespace;
};

refuses(namespaces, [
  {
    name: "the namespace that is there already",
    change: gke("default"),
    at: ["gke.namespace"],
    says: "which every cluster has for itself",
  },
  {
    name: "a stack whose name is taken, where nothing else is said",
    change: moveToGke,
    stack: "kube-apps",
    at: ["gke.namespace"],
    says: '"kube-apps"',
  },
  {
    name: "a namespace of the system for a service",
    change: service("kube-system"),
    at: ["services.auth.namespace"],
  },
  {
    name: "a namespace of GKE for a service",
    change: service("gmp-public"),
    at: ["services.auth.namespace"],
  },
  {
    name: "the namespace of the Gateway for a service",
    change: (file) => {
      service("staging-edge")(file);
      file["holdfast:edge"] = goodEdge();
    },
    at: ["services.auth.namespace"],
    says: '"staging-edge", which the Gateway of holdfast:edge has for itself',
  },
]);

accepts(namespaces, [
  { name: "a namespace of one's own", change: gke("apps") },
  { name: "the name of a Gateway that there is not", change: service("staging-edge") },
  { name: "a name that only looks alike", change: service("default-apps") },
  { name: "a stack without a cluster whose name is taken", change: () => {}, stack: "default" },
]);
