import { declaredProvider } from "../declared/provider";
import type { Provider } from "../protocol/provider";
import type { Properties } from "../values/value";
import { gcpFunctions } from "./functions";
import { gcpTypes } from "./types";

/** The environment variables that say what the program's configuration does not, the first that is set counting. */
const environment = {
  project: ["GOOGLE_PROJECT", "GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT", "CLOUDSDK_CORE_PROJECT"],
  region: ["GOOGLE_REGION", "GCLOUD_REGION", "CLOUDSDK_COMPUTE_REGION"],
  zone: ["GOOGLE_ZONE", "GCLOUD_ZONE", "CLOUDSDK_COMPUTE_ZONE"],
};

/** The simulated Google Cloud provider. */
export function gcp(): Provider {
  return declaredProvider({
    name: "gcp",
    types: gcpTypes,
    functions: gcpFunctions,
    fileOf: (module, type) => `offline/providers/gcp/types/${module}/${kebab(type)}.ts`,
    functionsAt: "offline/providers/gcp/functions.ts",
    options: fromEnvironment,
  });
}

function fromEnvironment(options: Properties): Properties {
  const found = Object.entries(environment).flatMap(([option, names]) => {
    const value = names.map((name) => process.env[name]).find((text) => (text ?? "") !== "");
    return value === undefined ? [] : [[option, value] as const];
  });
  return { ...Object.fromEntries(found), ...options };
}

/** `databaseInstance` as `database-instance`, and `uRLMap` as `url-map`: capitals in a row are one word. */
function kebab(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`
    .replace(/([a-z0-9])(?=[A-Z])/g, "$1-")
    .replace(/([A-Z])(?=[A-Z][a-z])/g, "$1-")
    .toLowerCase();
}
