import type { TargetHttpProxyArgs, TargetHttpProxyState } from "@pulumi/gcp/compute";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import type { Reading } from "../../../values/reading";
import {
  computeLink,
  deletionPolicy,
  fingerprint,
  lowerCaseName,
  needsProject,
  now,
  project,
  sameReference,
} from "../../properties";

const id = (r: Reading) =>
  `projects/${r.text("project")}/global/targetHttpProxies/${r.text("name")}`;

/** Where requests without TLS enter a global load balancer. */
export const targetHttpProxy = describe<TargetHttpProxyArgs, TargetHttpProxyState>({
  token: "gcp:compute/targetHttpProxy:TargetHttpProxy",
  id,
  required: ["urlMap"],
  autoName: lowerCaseName(),
  rules: [needsProject],
  replaces: ["description", "httpKeepAliveTimeoutSec", "name", "project", "proxyBind"],
  ignores: [sameReference("urlMap")],
  computed: {
    creationTimestamp: assigned(now),
    fingerprint,
    proxyId: assigned((r) => r.pick("proxy", 1e9, 9e15)),
    selfLink: derived((r) => computeLink(id(r))),
  },
  decided: { deletionPolicy, project, proxyBind: assigned(() => false) },
});
