import { addStores, type Raw } from "../stack-file.fixture";
import { databasePreparation } from "./database-preparation";
import { accepts, refuses } from "./table.fixture";

const alloy =
  (settings: object, removed: readonly string[] = []) =>
  (file: Raw) => {
    addStores(file);
    Object.assign(file["holdfast:postgres"].alloy, settings);
    for (const key of removed) {
      delete file["holdfast:postgres"].alloy[key];
    }
  };

refuses(databasePreparation, [
  {
    name: "databases of AlloyDB that nothing creates",
    change: alloy({ databases: { aia_production: {}, postgres: {} } }, ["preparation"]),
    at: ["postgres.alloy.preparation"],
    says: 'nothing, with the databases "aia_production"',
  },
  {
    name: "a job and extensions for no database",
    change: alloy({ databases: { postgres: {} }, extensions: ["vector"] }),
    at: ["postgres.alloy.preparation", "postgres.alloy.extensions"],
  },
]);

accepts(databasePreparation, [
  { name: "databases of AlloyDB with the job that creates them", change: addStores },
  {
    name: "the database that every cluster has, without a job",
    change: alloy({ databases: { postgres: {} } }, ["preparation"]),
  },
]);
