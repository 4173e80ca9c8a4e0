import type { URLMapArgs, URLMapState } from "@pulumi/gcp/compute";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { atLeastOne, atMostOne, between, exactlyOne, oneOf } from "../../../declared/rules";
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
import { whereGiven } from "../given-block";

const id = (r: Reading) => `projects/${r.text("project")}/global/urlMaps/${r.text("name")}`;

const fault = "defaultRouteAction.faultInjectionPolicy";

const redirectCodes = [
  "FOUND",
  "MOVED_PERMANENTLY_DEFAULT",
  "PERMANENT_REDIRECT",
  "SEE_OTHER",
  "TEMPORARY_REDIRECT",
  "",
] as const;

/** Which requests a load balancer leads where, by host and path. */
export const urlMap = describe<URLMapArgs, URLMapState>({
  token: "gcp:compute/uRLMap:URLMap",
  id,
  required: [],
  autoName: lowerCaseName(),
  defaults: {
    "defaultUrlRedirect.httpsRedirect": false,
    "pathMatchers.defaultUrlRedirect.httpsRedirect": false,
    "pathMatchers.pathRules.urlRedirect.httpsRedirect": false,
  },
  rules: [
    needsProject,
    exactlyOne(
      "defaultRouteAction.weightedBackendServices",
      "defaultService",
      "defaultUrlRedirect",
    ),
    atMostOne("defaultRouteAction", "defaultUrlRedirect"),
    oneOf("defaultUrlRedirect.redirectResponseCode", ...redirectCodes),
    oneOf("pathMatchers.defaultUrlRedirect.redirectResponseCode", ...redirectCodes),
    oneOf("pathMatchers.pathRules.urlRedirect.redirectResponseCode", ...redirectCodes),
    whereGiven(fault, atLeastOne(`${fault}.abort`, `${fault}.delay`)),
    between(`${fault}.abort.httpStatus`, 200, 599),
    between(`${fault}.abort.percentage`, 0, 100),
    between(`${fault}.delay.percentage`, 0, 100),
  ],
  replaces: ["name", "project"],
  ignores: [sameReference("defaultService")],
  sets: ["hostRules", "hostRules.hosts", "pathMatchers.pathRules.paths"],
  computed: {
    creationTimestamp: assigned(now),
    fingerprint,
    mapId: assigned((r) => r.pick("url map", 1e9, 9e15)),
    selfLink: derived((r) => computeLink(id(r))),
  },
  decided: { deletionPolicy, project },
});
