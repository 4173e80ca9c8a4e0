import { assigned, derived } from "../../../declared/resource-type";
import type { Reading } from "../../../values/reading";
import type { Plain } from "../../../values/value";
import { now } from "../../properties";

/** What a resource of Cloud Run tells of itself, whatever it runs. */
export const lifecycle = {
  conditions: derived(() => [succeeded("RoutesReady"), succeeded("ConfigurationsReady")]),
  createTime: assigned(now),
  creator: assigned(() => ""),
  deleteTime: assigned(() => ""),
  etag: derived((r) => `"${Buffer.from(r.hex(`etag ${generation(r)}`, 16)).toString("base64")}"`),
  expireTime: assigned(() => ""),
  generation: derived((r) => String(generation(r))),
  lastModifier: assigned(() => ""),
  observedGeneration: derived((r) => r.text("generation")),
  reconciling: derived(() => false),
  terminalConditions: derived(() => [succeeded("Ready")]),
  uid: assigned((r) => uuid(r.hex("uid", 32))),
  updateTime: derived(now),
};

/** The revision that a change of the template makes, as a full name below the id of its resource. */
export function revision(r: Reading, id: string): string {
  const made = `${r.text("name")}-${String(generation(r)).padStart(5, "0")}-${r.hex(`revision ${generation(r)}`, 3)}`;
  return `${id}/revisions/${r.text("template.revision") || made}`;
}

/** The defaults of probes of containers. */
export function probeDefaults<Containers extends string, Probe extends string>(
  containers: Containers,
  ...probes: readonly Probe[]
) {
  return Object.fromEntries(
    probes.flatMap((probe) => [
      [`${containers}.${probe}.failureThreshold`, 3],
      [`${containers}.${probe}.initialDelaySeconds`, 0],
      [`${containers}.${probe}.periodSeconds`, 10],
      [`${containers}.${probe}.timeoutSeconds`, 1],
      [`${containers}.${probe}.httpGet.path`, "/"],
      [`${containers}.${probe}.httpGet.httpHeaders.value`, ""],
    ]),
  );
}

/** Each update that reaches the API counts. */
function generation(r: Reading): number {
  return Number(r.prior("generation") ?? 0) + 1;
}

function succeeded(type: string): Plain {
  return {
    executionReason: "",
    lastTransitionTime: now(),
    message: "",
    reason: "",
    revisionReason: "",
    severity: "",
    state: "CONDITION_SUCCEEDED",
    type,
  };
}

function uuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
