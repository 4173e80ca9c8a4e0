import { addStores, moveToGke, type Raw } from "../stack-file.fixture";
import { objectNames } from "./object-names";
import { accepts, refuses } from "./table.fixture";

const inCluster = (change: (file: Raw) => void) => (file: Raw) => {
  addStores(file);
  moveToGke(file);
  change(file);
};

const renamed = (key: string, from: string, to: string) => (file: Raw) => {
  file[key][to] = file[key][from];
  delete file[key][from];
};

refuses(objectNames, [
  {
    name: "a database and a service of one name in one namespace",
    change: inCluster(renamed("holdfast:postgres", "timescale", "backend")),
    at: ["postgres.backend"],
    says: 'the name "backend" in the namespace "staging", which services.backend has already',
  },
  {
    name: "a service that has the name of a job",
    change: inCluster(renamed("holdfast:services", "auth", "alloy-preparation")),
    at: ["postgres.alloy"],
  },
  {
    name: "P7: a service that has the name of the pooler of a database in the cluster",
    change: inCluster((file) => {
      file["holdfast:postgres"].timescale.pooling = true;
      renamed("holdfast:services", "auth", "timescale-pooler")(file);
    }),
    at: ["postgres.timescale"],
    says: 'the name "timescale-pooler"',
  },
  {
    name: "P7: a service that has the name of the pooler of a database of Google",
    change: inCluster((file) => {
      file["holdfast:postgres"]["main-db"].pooling = true;
      renamed("holdfast:services", "auth", "main-db-pooler")(file);
    }),
    at: ["postgres.main-db"],
  },
  {
    name: "P7: a database whose pooler would have too long a name, once",
    change: inCluster((file) => {
      file["holdfast:postgres"].timescale.pooling = true;
      renamed("holdfast:postgres", "timescale", "a".repeat(44))(file);
    }),
    at: [`postgres.${"a".repeat(44)}`],
  },
  {
    name: "a database and a cache of one name",
    change: inCluster(renamed("holdfast:redis", "local", "timescale")),
    at: ["redis.timescale", "redis.timescale"],
  },
  {
    name: "a store whose name leaves no room for what is named after it",
    change: inCluster(renamed("holdfast:redis", "local", "a".repeat(44))),
    at: [`redis.${"a".repeat(44)}`],
    says: "44 characters long up to 43 characters",
  },
]);

accepts(objectNames, [
  { name: "stores and services of different names", change: inCluster(() => undefined) },
  {
    name: "P7: a service called like a pooler that is Google's own, or not there",
    change: inCluster((file) => {
      Object.assign(file["holdfast:postgres"]["main-db"], {
        edition: "ENTERPRISE_PLUS",
        tier: "db-perf-optimized-N-2",
        pooling: true,
      });
      renamed("holdfast:services", "auth", "main-db-pooler")(file);
    }),
  },
  {
    name: "one name in two namespaces",
    change: inCluster((file) => {
      renamed("holdfast:redis", "local", "timescale")(file);
      file["holdfast:redis"].timescale.namespace = "caches";
    }),
  },
  {
    name: "a managed database of the name of a service on Cloud Run",
    change: (file) => {
      renamed("holdfast:postgres", "main-db", "auth")(file);
    },
  },
  {
    name: "the longest name of a store",
    change: inCluster(renamed("holdfast:redis", "local", "a".repeat(43))),
  },
]);
