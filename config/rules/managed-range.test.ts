import type { Change } from "../stack-file.fixture";
import { managedRange } from "./managed-range";
import { accepts, refuses } from "./table.fixture";

const sized =
  (range: string, also: Change = () => undefined): Change =>
  (file) => {
    file["holdfast:network"].privateServicesRange = range;
    also(file);
  };

refuses(managedRange, [
  {
    name: "a /24 for databases and caches together",
    change: sized("10.64.0.0/24"),
    at: ["network.privateServicesRange"],
    says: '"10.64.0.0/24", with both databases and caches',
  },
]);

accepts(managedRange, [
  { name: "a /23 for both", change: sized("10.64.0.0/23") },
  {
    name: "a /24 for databases alone",
    change: sized("10.64.0.0/24", (file) => {
      file["holdfast:redis"] = {};
    }),
  },
  {
    name: "a /24 for databases alone, where nothing is said of caches",
    change: sized("10.64.0.0/24", (file) => {
      delete file["holdfast:redis"];
    }),
  },
  {
    name: "a /24 for caches alone",
    change: sized("10.64.0.0/24", (file) => {
      file["holdfast:postgres"] = {};
    }),
  },
  {
    name: "a /24 for several databases",
    change: sized("10.64.0.0/24", (file) => {
      const databases = file["holdfast:postgres"];
      databases.reports = { ...databases["main-db"], name: "reports" };
      file["holdfast:redis"] = {};
    }),
  },
]);
