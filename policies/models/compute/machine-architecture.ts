/**
 * Machine series of Compute Engine with Arm processors; all others have those of Intel or AMD.
 * https://cloud.google.com/compute/docs/instances/arm-on-compute
 */
const ARM_SERIES: ReadonlySet<string> = new Set(["t2a", "c4a", "n4a", "a4x"]);

/**
 * The architecture of a machine, as images and the label `kubernetes.io/arch` call it.
 *
 * @param machine A machine type or series, such as `c4a-standard-4` or `c4a`.
 */
export function architectureOfMachine(machine: string): "amd64" | "arm64" {
  const [series = ""] = machine.toLowerCase().split("-");
  return ARM_SERIES.has(series) ? "arm64" : "amd64";
}
