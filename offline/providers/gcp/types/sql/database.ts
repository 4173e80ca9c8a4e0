import type { DatabaseArgs, DatabaseState } from "@pulumi/gcp/sql";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import type { Reading } from "../../../values/reading";
import { deletionPolicy, needsProject, plainName, project } from "../../properties";

const id = (r: Reading) =>
  `projects/${r.text("project")}/instances/${r.text("instance")}/databases/${r.text("name")}`;

/** A database of a Cloud SQL instance. */
export const database = describe<DatabaseArgs, DatabaseState>({
  token: "gcp:sql/database:Database",
  id,
  required: ["instance"],
  autoName: plainName,
  rules: [needsProject],
  replaces: ["instance", "name", "project"],
  computed: {
    selfLink: derived((r) => `https://sqladmin.googleapis.com/sql/v1beta4/${id(r)}`),
  },
  decided: {
    deletionPolicy,
    project,
    charset: assigned(() => "UTF8"),
    collation: assigned(() => "en_US.UTF8"),
  },
});
