/** A service of a generated program. */
export interface GeneratedService {
  /** A name that Cloud Run, Kubernetes and a service account accept. */
  readonly name: string;
  /** A reference that no other service has. */
  readonly image: string;
  /** The port that its container listens on. */
  readonly port: number;
  /** Its environment, in which the services that it calls are named. */
  readonly variables: Readonly<Record<string, string>>;
  /** Names of the services that call it. */
  readonly callers: readonly string[];
}

/** Where the images of generated services are. */
export const REPOSITORIES = "europe-west1-docker.pkg.dev/bench/services";
/** A service calls services of the layer below its own only, so that none waits for itself. */
const LAYERS = 5;
/** Services that one service calls at most. */
const MOST_CALLS = 3;

/**
 * Makes services in layers: those of a layer call up to three of the layer below. What a service calls is drawn by the
 * seed, so that equal arguments give equal services.
 *
 * @param count How many; a whole number from 0.
 * @param seed Any whole number.
 */
export function generateServices(count: number, seed = 1): readonly GeneratedService[] {
  const draw = randomNumbers(seed);
  const callers = Array.from({ length: count }, (): string[] => []);
  const called = Array.from({ length: count }, (_, index) => {
    const layer = index % LAYERS;
    const below = Math.floor((count - layer) / LAYERS);
    const calls = layer === 0 || below === 0 ? 0 : Math.floor(draw() * (MOST_CALLS + 1));
    const chosen = new Set<number>();
    for (let call = 0; call < calls; call++) {
      chosen.add(Math.floor(draw() * below) * LAYERS + layer - 1);
    }
    for (const each of chosen) callers[each]?.push(nameOf(index));
    return [...chosen];
  });
  return called.map((calls, index) => ({
    name: nameOf(index),
    image: `${REPOSITORIES}/${nameOf(index)}:1.${index % 10}.${index % 7}`,
    port: 8000 + (index % 100),
    variables: {
      LOG_LEVEL: "info",
      REQUEST_TIMEOUT_SECONDS: "20",
      FEATURES: JSON.stringify({ search: index % 2 === 0, exports: index % 3 === 0 }),
      ...Object.fromEntries(
        calls.map((each) => [
          `${variableOf(each)}_URL`,
          `https://${nameOf(each)}.services.example.com`,
        ]),
      ),
    },
    callers: callers[index] ?? [],
  }));
}

function nameOf(index: number): string {
  return `service-${String(index).padStart(4, "0")}`;
}

function variableOf(index: number): string {
  return nameOf(index).toUpperCase().replaceAll("-", "_");
}

/** Numbers from 0 to below 1 that look random and are the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
