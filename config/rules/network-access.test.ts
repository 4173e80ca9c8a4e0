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
  {
    name: "a gateway for all traffic",
    change: (file) => {
      file[network].nat = {};
    },
  },
]);
