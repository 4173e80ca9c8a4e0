import type { Fault } from "../broken-file";
import { cyclic } from "./cyclic";
import { dangling } from "./dangling";
import { encrypted } from "./encrypted";
import { foreign } from "./foreign";
import { huge } from "./huge";
import { emptied, empty, missing } from "./missing";
import { misspelt, renamed } from "./misspelt";
import { quoted } from "./quoted";
import { swapped } from "./swapped";
import { unicode } from "./unicode";
import { units } from "./units";
import { wrongType } from "./wrong-type";

/** Every kind of mistake. */
export const faults: readonly Fault[] = [
  wrongType,
  missing,
  empty,
  emptied,
  misspelt,
  renamed,
  units,
  quoted,
  huge,
  unicode,
  cyclic,
  dangling,
  swapped,
  foreign,
  encrypted,
];
