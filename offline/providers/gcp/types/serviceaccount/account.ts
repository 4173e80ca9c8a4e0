import type { AccountArgs, AccountState } from "@pulumi/gcp/serviceaccount";
import { describe } from "../../../declared/describe";
import { assigned, derived, planned } from "../../../declared/resource-type";
import { shaped } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import { deletionPolicy, needsProject, project } from "../../properties";

const id = (r: Reading) => `projects/${r.text("project")}/serviceAccounts/${r.text("email")}`;

/** A service account. The provider knows its address, unlike its number, before it exists. */
export const account = describe<AccountArgs, AccountState>({
  token: "gcp:serviceaccount/account:Account",
  id,
  required: [],
  autoName: { property: "accountId", maxLength: 30, random: 7, lowerCase: false },
  defaults: { disabled: false },
  rules: [
    needsProject,
    shaped(
      "accountId",
      /^[a-z][-a-z0-9]{4,28}[a-z0-9]$/,
      "lower case letters, digits and hyphens, 6 to 30 characters",
    ),
    shaped("description", /^.{0,256}$/su, "at most 256 characters"),
  ],
  replaces: ["accountId", "project"],
  computed: {
    email: planned((r) => `${r.text("accountId")}@${r.text("project")}.iam.gserviceaccount.com`),
    member: planned((r) => `serviceAccount:${r.text("email")}`),
    name: derived(id),
    uniqueId: assigned((r) => r.digits("account", 21)),
  },
  decided: { deletionPolicy, project },
});
