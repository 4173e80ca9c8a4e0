import type { ManagedSslCertificateArgs, ManagedSslCertificateState } from "@pulumi/gcp/compute";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { oneOf } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import {
  computeLink,
  deletionPolicy,
  needsProject,
  now,
  plainName,
  project,
} from "../../properties";

const id = (r: Reading) => `projects/${r.text("project")}/global/sslCertificates/${r.text("name")}`;

/** A certificate that a load balancer gets by itself, for hosts that lead to it. */
export const managedSslCertificate = describe<
  ManagedSslCertificateArgs,
  ManagedSslCertificateState
>({
  token: "gcp:compute/managedSslCertificate:ManagedSslCertificate",
  id,
  required: [],
  autoName: plainName,
  defaults: { type: "MANAGED" },
  rules: [needsProject, oneOf("type", "MANAGED", "")],
  replaces: ["description", "managed", "name", "project", "type"],
  computed: {
    certificateId: assigned((r) => r.pick("certificate", 1e9, 9e15)),
    creationTimestamp: assigned(now),
    expireTime: derived(() => ""),
    selfLink: derived((r) => computeLink(id(r))),
    subjectAlternativeNames: derived(() => []),
  },
  decided: { deletionPolicy, project },
});
