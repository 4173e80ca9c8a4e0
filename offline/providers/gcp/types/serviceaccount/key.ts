import type { KeyArgs, KeyState } from "@pulumi/gcp/serviceaccount";
import { describe } from "../../../declared/describe";
import { assigned } from "../../../declared/resource-type";
import { oneOf } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import { newPrivateKey, selfSigned } from "../../certificate";
import { deletionPolicy, now, shortName } from "../../properties";

/** A key of a service account. Its private half is the credentials file that Google's libraries read. */
export const key = describe<KeyArgs, KeyState>({
  token: "gcp:serviceaccount/key:Key",
  id: (r) => r.text("name"),
  required: ["serviceAccountId"],
  defaults: {
    keyAlgorithm: "KEY_ALG_RSA_2048",
    privateKeyType: "TYPE_GOOGLE_CREDENTIALS_FILE",
    publicKeyType: "TYPE_X509_PEM_FILE",
  },
  rules: [
    oneOf("keyAlgorithm", "KEY_ALG_UNSPECIFIED", "KEY_ALG_RSA_1024", "KEY_ALG_RSA_2048"),
    oneOf("privateKeyType", "TYPE_UNSPECIFIED", "TYPE_PKCS12_FILE", "TYPE_GOOGLE_CREDENTIALS_FILE"),
    oneOf("publicKeyType", "TYPE_NONE", "TYPE_X509_PEM_FILE", "TYPE_RAW_PUBLIC_KEY"),
  ],
  replaces: [
    "keepers",
    "keyAlgorithm",
    "privateKeyType",
    "publicKeyData",
    "publicKeyType",
    "serviceAccountId",
  ],
  computed: {
    name: assigned(
      (r) => `projects/${projectOf(r)}/serviceAccounts/${emailOf(r)}/keys/${keyId(r)}`,
    ),
    privateKey: assigned((r) => Buffer.from(credentialsFile(r)).toString("base64")),
    publicKey: assigned((r) => {
      const file = Buffer.from(r.text("privateKey"), "base64").toString();
      const { private_key: privateKey } = JSON.parse(file) as { private_key: string };
      return Buffer.from(selfSigned(privateKey, emailOf(r))).toString("base64");
    }),
    validAfter: assigned(now),
    validBefore: assigned(() => "9999-12-31T23:59:59Z"),
  },
  decided: { deletionPolicy },
  secrets: ["privateKey"],
});

const emailOf = (r: Reading) => shortName(r.text("serviceAccountId"));
const projectOf = (r: Reading) => emailOf(r).replace(/^.*@(.*)\.iam\.gserviceaccount\.com$/, "$1");
const keyId = (r: Reading) => r.hex("key", 40);

function credentialsFile(r: Reading): string {
  const email = emailOf(r);
  return JSON.stringify(
    {
      type: "service_account",
      project_id: projectOf(r),
      private_key_id: keyId(r),
      private_key: newPrivateKey(),
      client_email: email,
      client_id: r.digits("client", 21),
      auth_uri: "https://accounts.google.com/o/oauth2/auth",
      token_uri: "https://oauth2.googleapis.com/token",
      auth_provider_x509_cert_url: "https://www.googleapis.com/oauth2/v1/certs",
      universe_domain: "googleapis.com",
    },
    undefined,
    2,
  );
}
