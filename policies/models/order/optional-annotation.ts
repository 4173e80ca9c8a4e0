/**
 * Annotation of a workload that names others without which it starts: their names, or `namespace/name`, with commas
 * between. On Cloud Run it is one of the service.
 */
export const OPTIONAL_ANNOTATION = "holdfast.dev/optional-dependencies";
