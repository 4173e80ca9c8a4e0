import { addStores, type Raw } from "../stack-file.fixture";
import { databaseRegions } from "./database-regions";
import { accepts, refuses } from "./table.fixture";

const secondary = (secondaryRegion: string) => (file: Raw) => {
  addStores(file);
  file["holdfast:postgres"].alloy.secondaryRegion = secondaryRegion;
};

refuses(databaseRegions, [
  {
    name: "A20: a secondary cluster that would be lost with the primary one",
    change: secondary("us-central1"),
    at: ["postgres.alloy.secondaryRegion"],
    says: '"us-central1", in which the primary cluster is',
  },
]);

accepts(databaseRegions, [
  { name: "a region whose name only looks alike", change: secondary("us-central2") },
  { name: "a cluster alone", change: addStores },
]);
