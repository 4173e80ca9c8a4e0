import type { SecretVersionArgs, SecretVersionState } from "@pulumi/gcp/secretmanager";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { exactlyOne } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import { deletionPolicy, now, projectNumber, shortName } from "../../properties";

/** A value of a secret. A new value is a new version: nothing here can be changed in place but whether it is enabled. */
export const secretVersion = describe<SecretVersionArgs, SecretVersionState>({
  token: "gcp:secretmanager/secretVersion:SecretVersion",
  id: (r) => r.text("name"),
  required: ["secret"],
  defaults: { enabled: true, secretDataWoVersion: 0 },
  rules: [exactlyOne("secretData", "secretDataWo")],
  replaces: ["isSecretDataBase64", "secret", "secretData", "secretDataWoVersion"],
  // Only the version says that a write-only value is a new one.
  ignores: [{ path: "secretDataWo", when: () => true }],
  computed: {
    createTime: assigned(now),
    destroyTime: derived(() => ""),
    name: derived((r) => `${versionsOf(r)}${r.text("version")}`),
    version: assigned((r) => String(1 + Math.max(0, ...r.existing(versionsOf(r)).map(Number)))),
  },
  decided: { deletionPolicy, project: derived(projectOf) },
  secrets: ["secretData", "secretDataWo"],
});

/** How the names of all versions of the secret begin. */
function versionsOf(r: Reading): string {
  return `projects/${projectNumber(projectOf(r))}/secrets/${shortName(r.text("secret"))}/versions/`;
}

/** The project is said by the secret's id. */
function projectOf(r: Reading): string {
  const [, id] = /^projects\/([^/]+)\//.exec(r.text("secret")) ?? [];
  return id ?? String(r.configured("project") ?? "");
}
