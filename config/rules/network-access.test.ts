import { goodGke, moveToGke } from "../stack-file.fixture";
import { networkAccess } from "./network-access";
import { accepts, refuses } from "./table.fixture";

const network = "holdfast:network";

refuses(networkAccess, [
  {
    name: "a connector beside direct egress",
    change: (file) => {
      file[network].directEgress = { range: "10.20.32.0/24" };
    },
    at: ["holdfast:network"],
    says: 'both "connector" and "directEgress"',
  },
  {
    name: "a network without a way for services",
    change: (file) => {
      delete file[network].connector;
    },
    at: ["holdfast:network"],
    says: "neither",
  },
  {
    name: "settings of a gateway that no traffic takes",
    change: (file) => {
      file[network].egress = "private-ranges-only";
      file[network].nat = { minPortsPerVm: 2048 };
    },
    at: ["network.nat"],
    says: "all-traffic",
  },
  {
    name: "settings of a gateway for a cluster in which nothing runs",
    change: (file) => {
      file["holdfast:gke"] = goodGke();
      Object.assign(file[network], { nat: {}, egress: "private-ranges-only" });
    },
    at: ["network.nat"],
    says: "all-traffic",
  },
  {
    name: "services on Cloud Run of whose traffic nothing is said",
    change: (file) => {
      delete file[network].egress;
    },
    at: ["network.egress"],
    says: "all-traffic",
  },
  {
    name: "one service on Cloud Run that has no way into the network",
    change: (file) => {
      moveToGke(file);
      file["holdfast:services"].auth.platform = "cloud-run";
    },
    at: ["holdfast:network", "network.egress"],
    says: "neither",
  },
]);

accepts(networkAccess, [
  {
    name: "direct egress alone",
    change: (file) => {
      delete file[network].connector;
      file[network].directEgress = { range: "10.20.32.0/26" };
    },
  },
  {
    name: "private ranges only without a gateway",
    change: (file) => {
      file[network].egress = "private-ranges-only";
    },
  },
  { name: "services on GKE without a way into the network", change: moveToGke },
  {
    name: "a way into the network that waits for services on Cloud Run",
    change: (file) => {
      const { connector } = file[network];
      moveToGke(file);
      Object.assign(file[network], { connector, egress: "all-traffic" });
    },
  },
  {
    name: "a gateway for pods",
    change: (file) => {
      moveToGke(file);
      file[network].nat = {};
    },
  },
  {
    name: "a gateway for pods beside services that send private traffic only",
    change: (file) => {
      file["holdfast:gke"] = goodGke();
      file["holdfast:services"].auth.platform = "gke";
      Object.assign(file[network], { nat: {}, egress: "private-ranges-only" });
    },
  },
  {
    name: "a stack that has no services yet",
    change: (file) => {
      file["holdfast:services"] = {};
    },
  },
  {
    name: "a gateway for all traffic",
    change: (file) => {
      file[network].nat = {};
    },
  },
]);
