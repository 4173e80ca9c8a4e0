import type { SSLPolicyArgs, SSLPolicyState } from "@pulumi/gcp/compute";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { type Failure, oneOf } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import type { Properties } from "../../../values/value";
import {
  computeLink,
  deletionPolicy,
  fingerprint,
  needsProject,
  now,
  plainName,
  project,
} from "../../properties";

const id = (r: Reading) => `projects/${r.text("project")}/global/sslPolicies/${r.text("name")}`;

/** Which versions and ciphers of TLS a load balancer takes. */
export const sslPolicy = describe<SSLPolicyArgs, SSLPolicyState>({
  token: "gcp:compute/sSLPolicy:SSLPolicy",
  id,
  required: [],
  autoName: plainName,
  defaults: { minTlsVersion: "TLS_1_0", profile: "COMPATIBLE" },
  rules: [
    needsProject,
    oneOf("minTlsVersion", "TLS_1_0", "TLS_1_1", "TLS_1_2", "TLS_1_3", ""),
    oneOf("profile", "COMPATIBLE", "MODERN", "RESTRICTED", "CUSTOM", "FIPS_202205", ""),
    oneOf("postQuantumKeyExchange", "DEFAULT", "ENABLED", "DEFERRED", ""),
    { about: ["customFeatures", "profile"], failures: customFeaturesElsewhere },
  ],
  replaces: ["description", "name", "project"],
  sets: ["customFeatures"],
  computed: {
    creationTimestamp: assigned(now),
    enabledFeatures: derived(() => []),
    fingerprint,
    selfLink: derived((r) => computeLink(id(r))),
  },
  decided: { deletionPolicy, project },
});

/** Features are chosen one by one with the profile CUSTOM, and only with it. */
function customFeaturesElsewhere({ customFeatures, profile }: Properties): Failure[] {
  if (typeof profile !== "string") return [];
  const some = Array.isArray(customFeatures) && customFeatures.length > 0;
  const none = (customFeatures ?? null) === null || Array.isArray(customFeatures);
  if (profile === "CUSTOM" && !some && none) {
    return ['"profile" is "CUSTOM", and "customFeatures" is missing. Give it.'];
  }
  return profile !== "CUSTOM" && some
    ? [`"customFeatures" is given with the profile "${profile}". Set "profile" to "CUSTOM".`]
    : [];
}
