import type { Raw } from "../../../config/stack-file.fixture";
import { type BrokenFile, type Fault, withValue } from "../broken-file";

const SERVICES = "holdfast:services";

/** Services that need each other, in every pair and along every chain. */
export const cyclic: Fault = {
  name: "services that need each other",
  *broken(file) {
    const names = Object.keys(file[SERVICES]);
    for (const name of names) {
      yield* closed(file, [name]);
      for (const other of names.filter((each) => each !== name)) {
        yield* closed(file, [name, other]);
        for (const third of names.filter((each) => each !== name && each !== other)) {
          yield* closed(file, [name, other, third]);
        }
      }
    }
    yield* closed(file, names);
    yield* closed(file, [...names].reverse());
  },
};

/** The file with each service of a ring using the next one. */
function* closed(file: Raw, ring: readonly string[]): Iterable<BrokenFile> {
  const broken = ring.reduce((changed, name, index) => {
    const next = ring[(index + 1) % ring.length] ?? name;
    return withValue(changed, [SERVICES, name, "uses"], {
      ...changed[SERVICES][name].uses,
      [next]: {},
    });
  }, file);
  yield {
    what: `${ring.join(" needs ")} needs ${ring[0]}`,
    file: broken,
    at: [SERVICES, ring[0] ?? "", "uses"],
    mustBeRefused: true,
  };
}
