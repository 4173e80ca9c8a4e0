import { definePolicy } from "../framework/define-policy";
import { Place } from "../framework/place";
import { checkUptime } from "./check";

/** Refuses uptime checks that take any answer for a healthy one. */
export const uptimeCheckReadsBody = definePolicy({
  id: "uptime-check-reads-body",
  displayName: "Uptime checks read the body",
  description:
    "Refuses an HTTP uptime check without a content matcher, with one that every body, none or a degraded answer satisfies, or with further ones, since only the first is honoured. " +
    "A service can answer 200 and say in the body that it is degraded; such a check stays green then.",
  severity: "high",
  remediation:
    "Give one content matcher that only a healthy answer satisfies, such as MATCHES_JSON_PATH on the status of the health endpoint. A check that waits for a redirect accepts 3xx codes only and needs none.",
  incidents: ["A14", "N19"],
  appliesTo: (type) => type === "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig",
  resource: ({ props }) => checkUptime(new Place(props)),
});
