/** A profile as V8 records it: https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

/** One row of where the time goes. */
export interface Share {
  readonly where: string;
  readonly milliseconds: number;
}

/** What the time of the pack is spent on, and by which policy that of the policies. */
export interface ProfileSummary {
  readonly areas: readonly Share[];
  readonly policies: readonly Share[];
}

type Frame = CpuProfile["nodes"][number]["callFrame"];

/** The innermost area that a call belongs to; the first that fits. */
const AREAS: readonly (readonly [string, (frame: Frame) => boolean])[] = [
  ["collecting garbage", ({ functionName }) => functionName === "(garbage collector)"],
  [
    "loading modules",
    ({ url, functionName }) => url.includes("cjs/loader") || functionName === "wrapSafe",
  ],
  [
    "asking the registry",
    ({ url }) => /policies\/bin\/registry\//.test(url) || url === "node:_http_client",
  ],
  ["the framework of the pack", ({ url }) => url.includes("policies/bin/framework/")],
  ["policies and their models", ({ url }) => url.includes("policies/bin/")],
  ["the policy SDK", ({ url }) => url.includes("@pulumi/policy/")],
  [
    "the protocol (gRPC, HTTP/2, protobuf)",
    ({ url }) => /grpc|google-protobuf|node:internal\/http2|_pb\.js/.test(url),
  ],
];

/** Sums up a profile. Time in which the pack waits is left out. */
export function summarize(profile: CpuProfile): ProfileSummary {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node] as const));
  const parents = new Map(
    profile.nodes.flatMap(({ id, children }) =>
      (children ?? []).map((child) => [child, id] as const),
    ),
  );
  const areas = new Map<string, number>();
  const policies = new Map<string, number>();
  for (const [index, sample] of profile.samples.entries()) {
    const time = (profile.timeDeltas[index] ?? 0) / 1000;
    const frames: Frame[] = [];
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
      const node = nodes.get(id);
      if (node !== undefined) frames.push(node.callFrame);
    }
    if (frames[0]?.functionName === "(idle)") continue;
    add(areas, areaOf(frames), time);
    const policy = policyOf(frames);
    if (policy !== undefined) add(policies, policy, time);
  }
  return { areas: ranked(areas), policies: ranked(policies) };
}

function areaOf(frames: readonly Frame[]): string {
  for (const frame of frames) {
    const area = AREAS.find(([, fits]) => fits(frame));
    if (area !== undefined) return area[0];
  }
  return "Node.js itself";
}

function policyOf(frames: readonly Frame[]): string | undefined {
  const own = frames.flatMap(
    ({ url, functionName }) =>
      /policies\/bin\/([a-z-]+)\/policy\.js$/
        .exec(url)
        ?.slice(1)
        .filter(() => functionName !== "") ?? [],
  );
  return own.at(-1);
}

function add(sums: Map<string, number>, key: string, time: number): void {
  sums.set(key, (sums.get(key) ?? 0) + time);
}

function ranked(sums: ReadonlyMap<string, number>): readonly Share[] {
  return [...sums]
    .map(([where, milliseconds]) => ({ where, milliseconds }))
    .sort((one, other) => other.milliseconds - one.milliseconds);
}
