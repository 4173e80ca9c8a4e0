import { moveToGke, type Raw } from "../stack-file.fixture";
import { clusterNodes } from "./cluster-nodes";
import { accepts, refuses } from "./table.fixture";

const gke = (settings: Raw) => (file: Raw) => {
  moveToGke(file);
  Object.assign(file["holdfast:gke"], settings);
};
const pool = (minNodes: number, maxNodes: number) => ({
  machineType: "e2-standard-4",
  minNodes,
  maxNodes,
});
const taint = (effect: string) => ({ key: "dedicated", value: "batch", effect });

refuses(clusterNodes, [
  {
    name: "node pools of a cluster whose nodes are Google's",
    change: gke({ nodePools: { general: pool(1, 3) } }),
    at: ["gke.nodePools"],
    says: 'set gke.mode to "standard"',
  },
  {
    name: "a standard cluster without nodes",
    change: gke({ mode: "standard" }),
    at: ["gke.nodePools"],
    says: "no pod has a node",
  },
  {
    name: "more nodes at least than at most",
    change: gke({ mode: "standard", nodePools: { general: pool(4, 3) } }),
    at: ["gke.nodePools.general.maxNodes"],
    says: "Set it to 4 or more",
  },
  {
    name: "a node more than there are addresses for",
    change: gke({
      mode: "standard",
      podRange: "10.32.0.0/20",
      nodePools: { general: pool(1, 10), large: pool(0, 7) },
    }),
    at: ["gke.podRange"],
    says: "4096 addresses for 17 nodes, which take 256 each: 4352",
  },
]);

refuses(clusterNodes, [
  {
    name: "taints on every pool",
    change: gke({
      mode: "standard",
      nodePools: { general: { ...pool(1, 3), taints: [taint("NO_SCHEDULE")] } },
    }),
    at: ["gke.nodePools"],
    says: "no pod of the stack tolerates a taint",
  },
]);

accepts(clusterNodes, [
  {
    name: "a tainted pool beside another one",
    change: gke({
      mode: "standard",
      nodePools: {
        general: pool(1, 3),
        batch: { ...pool(0, 3), taints: [taint("NO_EXECUTE")] },
      },
    }),
  },
  {
    name: "a taint that only prefers other nodes",
    change: gke({
      mode: "standard",
      nodePools: { general: { ...pool(1, 3), taints: [taint("PREFER_NO_SCHEDULE")] } },
    }),
  },
  { name: "a cluster whose nodes are Google's", change: gke({}) },
  {
    name: "as many nodes as there are addresses for",
    change: gke({
      mode: "standard",
      podRange: "10.32.0.0/20",
      nodePools: { general: pool(1, 10), large: pool(0, 6) },
    }),
  },
  {
    name: "a pool that keeps its size",
    change: gke({ mode: "standard", nodePools: { general: pool(3, 3) } }),
  },
]);
