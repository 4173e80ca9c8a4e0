import { definePolicy } from "../framework/define-policy";
import type { Policy } from "../framework/policy";
import { carriesCredentials } from "../models/credential/carriers";
import { engineKnowledge } from "./engine-requests";
import { CredentialRun, type Surroundings } from "./run";

/** Makes the policy with surroundings that are asked for at the first resource. */
export function noLiteralCredentialIn(surroundings: () => Surroundings): Policy {
  let started: CredentialRun | undefined;
  const run = () => {
    started ??= new CredentialRun(surroundings());
    return started;
  };
  return definePolicy({
    id: "no-literal-credential",
    displayName: "No credential is written in the program",
    description:
      "Refuses passwords, tokens and private keys that are written in the program: in variables, arguments, ConfigMaps, Secrets, secret versions and users of databases, in clear, in base64 and in connection strings. " +
      "Whoever reads the repository, the state or the console has such a credential, and nobody changes it.",
    severity: "critical",
    remediation:
      "Generate passwords in the program (random.RandomPassword), keep them in Secret Manager or a Secret, and refer to them by name. Take what others issue from the secret configuration (pulumi config set --secret). Change a credential that has been written down.",
    incidents: ["A7"],
    appliesTo: carriesCredentials,
    resource: (resource) => run().judge(resource),
    stack: (resources) => run().judgeStack(resources),
  });
}

/** The policy for the pack. */
export const noLiteralCredential = noLiteralCredentialIn(() => ({
  engine: engineKnowledge,
  environment: Object.values(process.env).flatMap((value) => value ?? []),
}));
