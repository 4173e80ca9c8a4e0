import type { SslCertArgs, SslCertState } from "@pulumi/gcp/sql";
import { describe } from "../../../declared/describe";
import { assigned } from "../../../declared/resource-type";
import { factsOf, newPrivateKey, selfSigned } from "../../certificate";
import { deletionPolicy, needsProject, project } from "../../properties";

/** A client certificate of a Cloud SQL instance. */
export const sslCert = describe<SslCertArgs, SslCertState>({
  token: "gcp:sql/sslCert:SslCert",
  id: (r) =>
    `projects/${r.text("project")}/instances/${r.text("instance")}/sslCerts/${r.text("sha1Fingerprint")}`,
  required: ["commonName", "instance"],
  rules: [needsProject],
  replaces: ["commonName", "instance", "project"],
  computed: {
    privateKey: assigned(newPrivateKey),
    cert: assigned((r) => selfSigned(r.text("privateKey"), r.text("commonName"))),
    certSerialNumber: assigned((r) => factsOf(r.text("cert")).serialNumber),
    createTime: assigned((r) => factsOf(r.text("cert")).validFrom),
    expirationTime: assigned((r) => factsOf(r.text("cert")).validTo),
    sha1Fingerprint: assigned((r) => factsOf(r.text("cert")).sha1Fingerprint),
    serverCaCert: assigned(() => selfSigned(newPrivateKey(), "Google Cloud SQL Server CA")),
  },
  decided: { deletionPolicy, project },
  secrets: ["cert", "privateKey", "serverCaCert"],
});
