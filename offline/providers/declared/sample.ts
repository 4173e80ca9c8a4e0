import type { CheckRequest, DiffRequest } from "../protocol/provider";
import type { Properties } from "../values/value";
import { describe } from "./describe";
import { assigned, derived, planned } from "./resource-type";
import { between, oneOf } from "./rules";

/** The inputs of the type that the tests of the table's machinery use. */
interface SampleArgs {
  name?: string;
  size: number;
  tier?: string;
  password?: string;
  project?: string;
  mode?: string;
  settings?: { flags?: { name: string; value: string }[]; network?: string; disk?: number };
  deletionProtection?: boolean;
}

/** All that the type has. */
interface SampleState extends Partial<SampleArgs> {
  link?: string;
  url?: string;
  serial?: string;
  count?: number;
}

/** A type with one of everything that a description can say. */
export const sample = describe<SampleArgs, SampleState>({
  token: "test:room/sample:Sample",
  id: (r) => `projects/${r.text("project")}/samples/${r.text("name")}`,
  required: ["size"],
  autoName: { property: "name", maxLength: 20, random: 7, lowerCase: true },
  defaults: { deletionProtection: true, "settings.disk": 10, "settings.flags.value": "" },
  rules: [oneOf("tier", "BASIC", "HIGH"), between("size", 1, 100)],
  replaces: ["name", "project", "settings.network"],
  replacesWhen: [{ path: "size", when: (before, after) => Number(after) < Number(before) }],
  ignores: [{ path: "settings.disk", when: (before, after) => Number(after) < Number(before) }],
  sets: ["settings.flags"],
  computed: {
    link: derived((r) => `https://api/${r.text("project")}/${r.text("name")}`),
    url: derived((r) => `db://user:${r.text("password")}@${r.text("name")}`),
    serial: assigned((r) => `${r.text("mode")}-${r.prior("count") ?? "new"}`),
    count: derived((r) => Number(r.prior("count") ?? 0) + 1),
  },
  decided: { project: planned((r) => r.configured("project")), mode: assigned(() => "AUTO") },
  secrets: ["serial"],
  deletionGuards: ["deletionProtection"],
});

/** What the sample's provider was configured with. */
export const configuration: Properties = { project: "netra" };

const subject = {
  urn: "urn:pulumi:dev::stack::test:room/sample:Sample::Main",
  type: sample.token,
  logicalName: "Main",
};

/** A request to check some inputs. */
export function checkRequest(inputs: Properties, more: Partial<CheckRequest> = {}): CheckRequest {
  return {
    ...subject,
    inputs,
    priorInputs: undefined,
    randomSeed: new Uint8Array([1, 2, 3]),
    naming: undefined,
    ...more,
  };
}

/** A request to compare, of a resource whose outputs are its inputs and something more. */
export function diffRequest(
  before: Properties,
  after: Properties,
  prior: Properties = {},
): DiffRequest {
  return {
    ...subject,
    id: "projects/netra/samples/main",
    inputs: after,
    priorInputs: before,
    prior: { project: "netra", mode: "AUTO", ...before, ...prior },
  };
}
