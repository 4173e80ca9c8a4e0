import type { TargetHttpsProxyArgs, TargetHttpsProxyState } from "@pulumi/gcp/compute";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { atMostOne, oneOf } from "../../../declared/rules";
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
  `projects/${r.text("project")}/global/targetHttpsProxies/${r.text("name")}`;

/** Where TLS ends in a global load balancer. */
export const targetHttpsProxy = describe<TargetHttpsProxyArgs, TargetHttpsProxyState>({
  token: "gcp:compute/targetHttpsProxy:TargetHttpsProxy",
  id,
  required: ["urlMap"],
  autoName: lowerCaseName(),
  defaults: { quicOverride: "NONE" },
  rules: [
    needsProject,
    atMostOne("certificateManagerCertificates", "sslCertificates"),
    oneOf("quicOverride", "NONE", "ENABLE", "DISABLE", ""),
    oneOf("tlsEarlyData", "STRICT", "PERMISSIVE", "UNRESTRICTED", "DISABLED", ""),
  ],
  replaces: [
    "description",
    "httpKeepAliveTimeoutSec",
    "name",
    "project",
    "proxyBind",
    "tlsEarlyData",
  ],
  ignores: [sameReference("serverTlsPolicy"), sameReference("sslPolicy"), sameReference("urlMap")],
  computed: {
    creationTimestamp: assigned(now),
    fingerprint,
    proxyId: assigned((r) => r.pick("proxy", 1e9, 9e15)),
    selfLink: derived((r) => computeLink(id(r))),
  },
  decided: {
    deletionPolicy,
    project,
    proxyBind: assigned(() => false),
    tlsEarlyData: assigned(() => "DISABLED"),
  },
});
