/** The manifest of an object. */
function find(day, kind, name) {
  const found = day.manifests.find(
    (manifest) => manifest.kind === kind && manifest.metadata.name === name,
  );
  if (found === undefined) throw new Error(`There is no ${kind} "${name}".`);
  return found;
}

const WORKLOADS = ["Deployment", "StatefulSet", "CronJob"];

/** All manifests that run containers, or those of some names. */
function workloads(day, ...names) {
  return day.manifests.filter(
    ({ kind, metadata }) =>
      WORKLOADS.includes(kind) && (names.length === 0 || names.includes(metadata.name)),
  );
}

/** The specification of a workload's pods. */
function podOf({ kind, spec }) {
  return kind === "CronJob" ? spec.jobTemplate.spec.template.spec : spec.template.spec;
}

/** The one container of a workload. */
function containerOf(day, name) {
  return podOf(workloads(day, name)[0]).containers[0];
}

module.exports = { containerOf, find, podOf, workloads };
