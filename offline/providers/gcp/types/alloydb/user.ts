import type { UserArgs, UserState } from "@pulumi/gcp/alloydb";
import { describe } from "../../../declared/describe";
import { derived } from "../../../declared/resource-type";
import { agree, atMostOne, needs, oneOf } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import { deletionPolicy } from "../../properties";

const id = (r: Reading) => `${r.text("cluster")}/users/${r.text("userId")}`;

/** A user of the databases of an AlloyDB cluster. */
export const user = describe<UserArgs, UserState>({
  token: "gcp:alloydb/user:User",
  id,
  required: ["cluster", "userId", "userType"],
  rules: [
    oneOf("userType", "ALLOYDB_BUILT_IN", "ALLOYDB_IAM_USER"),
    atMostOne("password", "passwordWo"),
    needs("passwordWo", "passwordWoVersion"),
    needs("passwordWoVersion", "passwordWo"),
    agree(["userType", "userId"], (type, name) =>
      type === "ALLOYDB_IAM_USER" && String(name ?? "").endsWith(".gserviceaccount.com")
        ? `"userId" is "${name}". The user of a service account is named without ".gserviceaccount.com". Shorten it.`
        : undefined,
    ),
  ],
  replaces: ["cluster", "userId", "userType"],
  // Only the version says that a write-only value is a new one.
  ignores: [{ path: "passwordWo", when: () => true }],
  computed: { name: derived(id) },
  decided: { deletionPolicy },
  secrets: ["password", "passwordWo"],
});
