import { describe } from "vitest";
import type { Change } from "../stack-file.fixture";
import { egressAddresses } from "./egress-addresses";
import { accepts, refuses } from "./table.fixture";

const direct =
  (range: string, ...most: readonly number[]): Change =>
  (file) => {
    file["holdfast:network"].connector = undefined;
    file["holdfast:network"].directEgress = { range };
    const { auth } = file["holdfast:services"];
    file["holdfast:services"] = Object.fromEntries(
      most.map((max, index) => [`service-${index}`, { ...auth, scale: { max } }]),
    );
  };
const at = ["network.directEgress.range"];

describe("N8: the addresses of direct egress", () => {
  refuses(egressAddresses, [
    {
      name: "a range without addresses for a rollout",
      change: direct("10.20.32.0/26", 8, 9),
      at,
      says: "3 x 16 = 48, two revisions during a rollout x 2 = 96 a range of 96 addresses or more Choose a range of the size /25 or larger",
    },
    {
      name: "a range that many small services fill with their blocks",
      change: direct("10.20.32.0/26", 1, 1, 1),
      at,
    },
    {
      name: "more instances than the largest range holds",
      change: direct("10.0.0.0/8", ...Array.from({ length: 4200 }, () => 1000)),
      at,
      says: "Lower scale.max of the services.",
    },
  ]);

  accepts(egressAddresses, [
    { name: "a range that two services fill", change: direct("10.20.32.0/26", 8, 8) },
    { name: "a larger range for many", change: direct("10.20.32.0/24", 8, 9, 30) },
    {
      name: "any number of instances with a connector",
      change: (file) => {
        file["holdfast:services"].auth.scale.max = 1000;
      },
    },
  ]);
});
