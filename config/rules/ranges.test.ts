import { ranges } from "./ranges";
import { accepts, refuses } from "./table.fixture";

const network = "holdfast:network";

refuses(ranges, [
  {
    name: "a connector inside the network's own range",
    change: (file) => {
      file[network].connector.range = "10.20.15.240/28";
    },
    at: ["network.connector.range"],
    says: '"10.20.0.0/20" of network.range',
  },
  {
    name: "private services around everything else, naming each",
    change: (file) => {
      file[network].privateServicesRange = "10.0.0.0/8";
    },
    at: ["network.privateServicesRange", "network.connector.range"],
  },
  {
    name: "direct egress over the private services",
    change: (file) => {
      delete file[network].connector;
      file[network].directEgress = { range: "10.64.255.0/24" };
    },
    at: ["network.directEgress.range"],
  },
  {
    name: "the range that Cloud SQL keeps for its containers",
    change: (file) => {
      file[network].privateServicesRange = "172.16.0.0/12";
    },
    at: ["network.privateServicesRange"],
    says: "172.17.0.0/16",
  },
  {
    name: "loopback",
    change: (file) => {
      file[network].range = "127.0.0.0/20";
    },
    at: ["network.range"],
    says: "loopback",
  },
  {
    name: "multicast",
    change: (file) => {
      file[network].range = "230.0.0.0/20";
    },
    at: ["network.range"],
  },
]);

accepts(ranges, [
  {
    name: "ranges that touch without overlapping",
    change: (file) => {
      file[network].range = "10.20.0.0/28";
      file[network].connector.range = "10.20.0.16/28";
      file[network].privateServicesRange = "10.20.1.0/24";
    },
  },
  {
    name: "a range just beside that of Cloud SQL's containers",
    change: (file) => {
      file[network].range = "172.18.0.0/16";
    },
  },
  {
    name: "shared address space",
    change: (file) => {
      file[network].range = "100.64.0.0/16";
    },
  },
]);
