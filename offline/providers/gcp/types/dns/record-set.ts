import type { RecordSetArgs, RecordSetState } from "@pulumi/gcp/dns";
import { describe } from "../../../declared/describe";
import { exactlyOne, shaped } from "../../../declared/rules";
import { deletionPolicy, needsProject, project } from "../../properties";

/** The records of one name and type in a zone. */
export const recordSet = describe<RecordSetArgs, RecordSetState>({
  token: "gcp:dns/recordSet:RecordSet",
  id: (r) =>
    `projects/${r.text("project")}/managedZones/${r.text("managedZone")}/rrsets/${r.text("name")}/${r.text("type")}`,
  required: ["managedZone", "name", "type"],
  rules: [
    needsProject,
    exactlyOne("rrdatas", "routingPolicy"),
    shaped("name", /\.$/, "names that end with a dot"),
  ],
  replaces: ["managedZone", "name", "project", "routingPolicy.healthCheck"],
  computed: {},
  decided: { deletionPolicy, project },
});
