import { declaredProvider } from "../declared/provider";
import type { Provider } from "../protocol/provider";
import { password, text } from "./types/characters";
import { bytes, id, integer, pet, shuffle, uuid } from "./types/identifiers";

/** The types of the random provider. */
export const randomTypes = [password, text, id, bytes, integer, uuid, pet, shuffle];

/** The simulated random provider. Its values come from the same source of randomness as real ones. */
export function random(): Provider {
  return declaredProvider({
    name: "random",
    types: randomTypes,
    functions: {},
    fileOf: () => "offline/providers/random/types/identifiers.ts",
    functionsAt: "offline/providers/random/provider.ts",
    options: (options) => options,
  });
}
