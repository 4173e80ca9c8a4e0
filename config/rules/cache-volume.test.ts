import { addStores, type Raw } from "../stack-file.fixture";
import { cacheVolume } from "./cache-volume";
import { accepts, refuses } from "./table.fixture";

const local = (settings: Raw) => (file: Raw) => {
  addStores(file);
  Object.assign(file["holdfast:redis"].local, settings);
};

refuses(cacheVolume, [
  {
    name: "a volume that is as large as the memory",
    change: local({ memory: "8Gi", storage: { size: "8Gi" } }),
    at: ["redis.local.storage.size"],
    says: 'Set it to "24Gi" or more',
  },
  {
    name: "more memory than fits on the usual volume",
    change: local({ memory: "3500Mi" }),
    at: ["redis.local.storage.size"],
    says: '"10Gi", with memory "3500Mi"',
  },
]);

accepts(cacheVolume, [
  { name: "a cache as it usually is", change: addStores },
  {
    name: "a volume that is just large enough",
    change: local({ memory: "8Gi", storage: { size: "24Gi" } }),
  },
  { name: "a cache without a file", change: local({ memory: "8Gi", persistence: "disabled" }) },
]);
