import type { UptimeCheckConfigArgs, UptimeCheckConfigState } from "@pulumi/gcp/monitoring";
import { describe } from "../../../declared/describe";
import { assigned } from "../../../declared/resource-type";
import { atLeastOne, exactlyOne, needs, oneOf } from "../../../declared/rules";
import type { Value } from "../../../values/value";
import { deletionPolicy, needsProject, project } from "../../properties";
import { whereGiven } from "../given-block";

/** A look at an address from several places of the world. */
export const uptimeCheckConfig = describe<UptimeCheckConfigArgs, UptimeCheckConfigState>({
  token: "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig",
  id: (r) => r.text("name"),
  required: ["displayName", "timeout"],
  defaults: {
    period: "300s",
    "contentMatchers.matcher": "CONTAINS_STRING",
    "contentMatchers.jsonPathMatcher.jsonMatcher": "EXACT_MATCH",
    "httpCheck.path": "/",
    "httpCheck.requestMethod": "GET",
  },
  rules: [
    needsProject,
    exactlyOne("monitoredResource", "resourceGroup", "syntheticMonitor"),
    oneOf("checkerType", "STATIC_IP_CHECKERS", "VPC_CHECKERS", ""),
    oneOf(
      "contentMatchers.matcher",
      "CONTAINS_STRING",
      "NOT_CONTAINS_STRING",
      "MATCHES_REGEX",
      "NOT_MATCHES_REGEX",
      "MATCHES_JSON_PATH",
      "NOT_MATCHES_JSON_PATH",
      "",
    ),
    oneOf("contentMatchers.jsonPathMatcher.jsonMatcher", "EXACT_MATCH", "REGEX_MATCH", ""),
    oneOf(
      "httpCheck.acceptedResponseStatusCodes.statusClass",
      "STATUS_CLASS_1XX",
      "STATUS_CLASS_2XX",
      "STATUS_CLASS_3XX",
      "STATUS_CLASS_4XX",
      "STATUS_CLASS_5XX",
      "STATUS_CLASS_ANY",
      "",
    ),
    oneOf("httpCheck.contentType", "TYPE_UNSPECIFIED", "URL_ENCODED", "USER_PROVIDED", ""),
    oneOf("httpCheck.requestMethod", "METHOD_UNSPECIFIED", "GET", "POST", ""),
    oneOf(
      "httpCheck.serviceAgentAuthentication.type",
      "SERVICE_AGENT_AUTHENTICATION_TYPE_UNSPECIFIED",
      "OIDC_TOKEN",
      "",
    ),
    needs("httpCheck.authInfo.passwordWo", "httpCheck.authInfo.passwordWoVersion"),
    needs("httpCheck.authInfo.passwordWoVersion", "httpCheck.authInfo.passwordWo"),
    oneOf(
      "resourceGroup.resourceType",
      "RESOURCE_TYPE_UNSPECIFIED",
      "INSTANCE",
      "AWS_ELB_LOAD_BALANCER",
      "",
    ),
    whereGiven("resourceGroup", atLeastOne("resourceGroup.groupId", "resourceGroup.resourceType")),
  ],
  replaces: [
    "checkerType",
    "httpCheck.authInfo.passwordWoVersion",
    "httpCheck.requestMethod",
    "monitoredResource",
    "project",
    "resourceGroup",
    "syntheticMonitor",
  ],
  // The API adds the slash, and the project's id to the labels.
  ignores: [
    { path: "httpCheck.path", when: (before, after) => withSlash(before) === withSlash(after) },
  ],
  computed: {
    name: assigned(
      (r) => `projects/${r.text("project")}/uptimeCheckConfigs/${r.text("uptimeCheckId")}`,
    ),
    uptimeCheckId: assigned((r) => {
      const words = r
        .text("displayName")
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-");
      return `${words.replace(/^-|-$/g, "")}-${r.hex("check", 11)}`;
    }),
  },
  decided: {
    deletionPolicy,
    project,
    checkerType: assigned(() => "STATIC_IP_CHECKERS"),
  },
});

function withSlash(path: Value | undefined): string {
  return `/${String(path ?? "").replace(/^\//, "")}`;
}
