import { oneOf } from "./value";

/** Where a service runs. */
export const platform = oneOf(["cloud-run", "gke"]);
