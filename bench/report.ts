import type { LookupResults } from "./lookups";
import type { PlanMeasure, PlanResults } from "./plans";
import type { Share } from "./profile/summary";
import { additionOf, floorOf, growthOf, packOf, planOf, TARGETS } from "./targets";

/** What was measured, on what. */
export interface BenchResults {
  readonly plans?: PlanResults;
  readonly lookups?: LookupResults;
  readonly machine: {
    readonly cores: number;
    readonly gibibytes: number;
    readonly system: string;
    readonly node: string;
  };
  /** `YYYY-MM-DD`. */
  readonly date: string;
}

const SMALL = 100;
const LARGE = 1000;
const SHOWN_POLICIES = 12;

/** What docs/performance.md says. */
export function reportOf({ plans, lookups, machine, date }: BenchResults): string {
  return `${[
    "# Performance",
    "<!-- Written by `npm run bench`. Do not edit. -->",
    `Measured on ${date} with ${machine.cores} cores and ${machine.gibibytes} GiB of memory: ${machine.system}, Node.js ${machine.node}${plans === undefined ? "" : `, Pulumi ${plans.engine}, simulated providers`}.`,
    ...(plans === undefined ? [] : [targetsOf(plans, lookups), plansOf(plans), timeOf(plans)]),
    ...(lookups === undefined ? [] : [lookupsOf(lookups)]),
    HOW,
  ].join("\n\n")}\n`;
}

function targetsOf(results: PlanResults, lookups: LookupResults | undefined): string {
  const rows: string[][] = [];
  for (const kind of kindsOf(results.plans)) {
    const large = { kind, services: LARGE };
    const added = additionOf(results.plans, large, "pack");
    const growth = growthOf(results.plans, kind, SMALL, LARGE);
    const pack = planOf(results.plans, large, "pack");
    const memory = pack && packOf(pack)?.peakMebibytes;
    rows.push(
      verdict(
        `${kind}: the pack adds to the plan of 1,000 services`,
        added?.part,
        TARGETS.added,
        percent,
      ),
      verdict(`${kind}: growth of what it adds from 100 to 1,000`, growth, TARGETS.growth, times),
      verdict(
        `${kind}: memory of the pack at 1,000 services`,
        memory,
        TARGETS.mebibytes,
        mebibytes,
      ),
    );
  }
  if (lookups !== undefined) {
    const ratio = lookups.ours / floorOf(lookups);
    rows.push(verdict("lookups, beside their floor", ratio, TARGETS.lookups, times));
  }
  return table(["target", "measured", "at most", "reached"], rows);
}

function verdict(
  what: string,
  measured: number | undefined,
  most: number,
  show: (value: number) => string,
): string[] {
  return measured === undefined
    ? [what, "not measured", show(most), "–"]
    : [what, show(measured), show(most), measured <= most ? "yes" : "**no**"];
}

function plansOf({ plans }: PlanResults): string {
  const rows = plans
    .filter(({ variant }) => variant === "none")
    .map((without) => {
      const [two, pack] = (["two", "pack"] as const).map((variant) => {
        const added = additionOf(plans, without, variant);
        return added === undefined ? "–" : `+ ${seconds(added.seconds)} (${percent(added.part)})`;
      });
      const cpu = additionOf(plans, without, "pack")?.cpuSeconds;
      const measured = planOf(plans, without, "pack");
      const own = measured && packOf(measured);
      return [
        without.kind,
        String(without.services),
        String(without.resources),
        seconds(without.seconds),
        two ?? "–",
        pack ?? "–",
        cpu === undefined ? "–" : `+ ${seconds(cpu)}`,
        own === undefined ? "–" : seconds(own.cpuSeconds),
        own === undefined ? "–" : mebibytes(own.peakMebibytes),
      ];
    });
  const heads = [
    "program",
    "services",
    "resources",
    "plan without policies",
    "two trivial policies",
    "the whole pack",
    "processor time that the pack adds",
    "of it in the pack itself",
    "peak memory of the pack",
  ];
  return `## Plans\n\n${table(heads, rows)}`;
}

function timeOf({ profiled }: PlanResults): string {
  if (profiled === undefined) return "## Where the time goes\n\nNot measured.";
  const { kind, services, profile } = profiled;
  const total = profile.areas.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const rows = (shares: readonly Share[]) =>
    shares.map(({ where, milliseconds }) => [
      where,
      seconds(milliseconds / 1000),
      percent(milliseconds / total),
    ]);
  return [
    "## Where the time goes",
    `The process of the pack at ${services} services (${kind}), sampled every millisecond; waiting is left out.`,
    table(["spent on", "time", "part"], rows(profile.areas)),
    "By policy, with the models that it is the first to ask:",
    table(["policy", "time", "part"], rows(profile.policies.slice(0, SHOWN_POLICIES))),
  ].join("\n\n");
}

function lookupsOf(lookups: LookupResults): string {
  const floor = floorOf(lookups);
  const row = (what: string, time: number) => [what, seconds(time), times(time / floor)];
  return [
    "## Lookups",
    `${lookups.references} distinct references in the real registry, behind ${lookups.latency} ms of added latency.`,
    table(
      ["client", "time", "beside the floor"],
      [
        row(`floor: ${lookups.concurrency} at once, one request each`, floor),
        row(`the pack, ${lookups.concurrency} at once`, lookups.ours),
        row(`\`crane digest\`, ${lookups.concurrency} at once (xargs -P)`, lookups.craneInParallel),
        row("`crane digest` in a loop", lookups.craneInALoop),
      ],
    ),
  ].join("\n\n");
}

const HOW = `## How it is measured

- The programs are written with raw resources and know nothing of our components. **cloud-run**: for each service a service, its identity, and one grant for each
  caller. **kubernetes**: for each a Deployment, a Service and a ConfigMap. Services stand in five layers and call up to three of the layer below; each has an image
  of its own, which the pack looks up and reads in a real registry on loopback.
- A plan is \`pulumi preview\` by the real engine on a new stack, from its start to its end. What policies add is the difference to the same plan without any.
  No report of all results is asked for (\`HOLDFAST_POLICY_REPORT\`), as by default. The registry runs on the same processors.
  The **two trivial policies** (\`bench/programs/two-policies\`) show what the protocol costs: the engine sends each resource, and at the end all of them, to any pack.
- Growth is what the pack adds at 1,000 services divided by what it adds at 100. Starting the pack is in both.
- Memory is the most that the process had in RAM at once (\`VmHWM\`).
- The floor of lookups is ⌈references ÷ concurrency⌉ × latency: one request each, answered at once. Half of the latency is added on the way to the registry, half on
  the way back. The concurrency is the default of the policy \`image-exists\`. \`crane\` runs in a process of its own for each reference, so it connects anew each time.
- Our own stack is not among the programs: what is measured is the pack, which judges any program.`;

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

function kindsOf(plans: readonly PlanMeasure[]): readonly PlanMeasure["kind"][] {
  return [...new Set(plans.map(({ kind }) => kind))];
}

const seconds = (value: number) => `${value.toFixed(1)} s`;
const percent = (value: number) => `${(value * 100).toFixed(0)} %`;
const times = (value: number) => `${value.toFixed(2)} ×`;
const mebibytes = (value: number) => `${value.toFixed(0)} MiB`;
