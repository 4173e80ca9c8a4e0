import type { CertificateArgs, CertificateState } from "@pulumi/gcp/certificatemanager";
import { describe } from "../../../declared/describe";
import { derived } from "../../../declared/resource-type";
import { exactlyOne, needs } from "../../../declared/rules";
import {
  deletionPolicy,
  labelSecrets,
  labels,
  needsProject,
  plainName,
  project,
} from "../../properties";
import { whereGiven } from "../given-block";

/** A certificate of Certificate Manager. */
export const certificate = describe<CertificateArgs, CertificateState>({
  token: "gcp:certificatemanager/certificate:Certificate",
  id: (r) =>
    `projects/${r.text("project")}/locations/${r.text("location")}/certificates/${r.text("name")}`,
  required: [],
  autoName: plainName,
  defaults: { location: "global", scope: "DEFAULT" },
  rules: [
    needsProject,
    exactlyOne("managed", "selfManaged"),
    whereGiven(
      "selfManaged",
      exactlyOne("selfManaged.certificatePem", "selfManaged.pemCertificate"),
    ),
    whereGiven(
      "selfManaged",
      exactlyOne(
        "selfManaged.pemPrivateKey",
        "selfManaged.pemPrivateKeyWo",
        "selfManaged.privateKeyPem",
      ),
    ),
    needs("selfManaged.pemPrivateKeyWo", "selfManaged.pemPrivateKeyWoVersion"),
    needs("selfManaged.pemPrivateKeyWoVersion", "selfManaged.pemPrivateKeyWo"),
  ],
  replaces: [
    "location",
    "managed.dnsAuthorizations",
    "managed.domains",
    "managed.issuanceConfig",
    "name",
    "project",
    "scope",
  ],
  replacesWhen: [
    { path: "managed", when: (before, after) => (before === undefined) !== (after === undefined) },
  ],
  computed: {
    ...labels,
    sanDnsnames: derived((r) => r.get("managed.domains") ?? []),
  },
  decided: { deletionPolicy, project },
  secrets: labelSecrets,
});
