import { internalCallers } from "./internal-callers";
import { accepts, refuses } from "./table.fixture";

refuses(internalCallers, [
  {
    name: "a call to an internal service that would go through the internet",
    change: (file) => {
      file["holdfast:network"].egress = "private-ranges-only";
    },
    at: ["services.backend.uses.auth"],
    says: 'Set network.egress to "all-traffic".',
  },
  {
    name: "an optional one too",
    change: (file) => {
      file["holdfast:network"].egress = "private-ranges-only";
      file["holdfast:services"].auth.ingress = "internal-and-cloud-load-balancing";
      file["holdfast:services"].backend.uses.auth.optional = true;
    },
    at: ["services.backend.uses.auth"],
  },
]);

accepts(internalCallers, [
  {
    name: "a call to a service that takes requests from everywhere",
    change: (file) => {
      file["holdfast:network"].egress = "private-ranges-only";
      file["holdfast:services"].auth.ingress = "all";
    },
  },
  {
    name: "databases and caches, which have private addresses",
    change: (file) => {
      file["holdfast:network"].egress = "private-ranges-only";
      delete file["holdfast:services"].backend.uses.auth;
    },
  },
]);
