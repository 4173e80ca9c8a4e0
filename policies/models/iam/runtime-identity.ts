import { Place } from "../../framework/place";
import type { Data } from "../../framework/value";

const ACCOUNTS: Readonly<Record<string, readonly string[]>> = {
  "gcp:cloudrunv2/service:Service": ["template", "serviceAccount"],
  "gcp:cloudrunv2/job:Job": ["template", "template", "serviceAccount"],
  "gcp:cloudrunv2/workerPool:WorkerPool": ["template", "serviceAccount"],
  "gcp:cloudrun/service:Service": ["template", "spec", "serviceAccountName"],
  "gcp:cloudfunctionsv2/function:Function": ["serviceConfig", "serviceAccountEmail"],
  "gcp:cloudfunctions/function:Function": ["serviceAccountEmail"],
};

/** Tells by the type alone whether a resource runs as a service account that it names. */
export function hasRuntimeIdentity(type: string): boolean {
  return Object.hasOwn(ACCOUNTS, type);
}

/** Where a Cloud Run resource or a function names the account that it runs as; undefined for any other type. */
export function runtimeIdentity(
  type: string,
  props: { readonly [key: string]: Data },
): Place | undefined {
  const keys = Object.hasOwn(ACCOUNTS, type) ? ACCOUNTS[type] : undefined;
  return keys === undefined ? undefined : new Place(props).at(...keys);
}
