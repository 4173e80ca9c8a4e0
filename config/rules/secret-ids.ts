import { credentialFacts, loginOf, postgresCredential, redisCredential } from "../credentials";
import { type CredentialSource, credentialId, projectNumberSecretId } from "../names";
import { formatPath, type Path, type Problem, problemAt, quote } from "../problem";
import { targetsOf } from "../targets";
import { resolveVariables } from "../variables";
import { entriesOf, type Rule, type Subject, servicesOf } from "./rule";

interface Claim {
  readonly id: string;
  /** Distinguishes what is kept under the id: consumers of one credential share it. */
  readonly content: string;
  /** Where the stack file asks for it. */
  readonly path: Path;
}

type Use = NonNullable<ReturnType<typeof servicesOf>[number][1]["uses"]>[string] & object;
type Targets = ReturnType<typeof targetsOf>;

/** The credentials of one use, each with the fact that it tells. */
function credentialsOf(
  { file }: Subject,
  targets: Targets,
  target: string,
  use: Use,
): (readonly [fact: string, credential: CredentialSource])[] {
  const [kind, ...others] = targets.get(target) ?? [];
  if (others.length > 0 || (kind !== "postgres" && kind !== "redis")) {
    return [];
  }
  const told = resolveVariables(kind, target, use.variables, file["holdfast:redis"]?.[target]);
  const facts = credentialFacts.filter((fact) => told[fact] !== undefined);
  if (kind === "redis") {
    return facts.map((fact) => [fact, redisCredential(target, fact, use.databaseNumber)]);
  }
  const { database, user } = loginOf(use, file["holdfast:postgres"]?.[target] ?? {});
  if (database === undefined || user === undefined) {
    return [];
  }
  return facts.map((fact) => [
    fact,
    postgresCredential(target, { database, user }, fact, use.urlForm),
  ]);
}

function claimsOfUses(subject: Subject): Claim[] {
  const targets = targetsOf(subject.file);
  return servicesOf(subject).flatMap(([service, { uses }]) =>
    entriesOf(uses).flatMap(([target, use]): Claim[] => {
      const path = ["holdfast:services", service, "uses", target];
      if (use.optional === true && targets.get(target)?.[0] === "service") {
        return [{ id: projectNumberSecretId, content: "the project's number", path }];
      }
      return credentialsOf(subject, targets, target, use).map(([fact, credential]) => ({
        id: credentialId(credential),
        content: JSON.stringify(credential),
        path: [...path, "variables", fact],
      }));
    }),
  );
}

/** Every secret of the stack has an id of its own in Secret Manager, those that uses need among them. */
export const secretIds: Rule = (subject) => {
  const problems: Problem[] = [];
  const first = new Map<string, Claim>();
  const refused = new Set<string>();
  for (const claim of claimsOfUses(subject)) {
    const { id, content, path } = claim;
    const other = first.get(id) ?? claim;
    first.set(id, other);
    if (other.content !== content && !refused.has(content)) {
      refused.add(content);
      problems.push(
        problemAt(path, {
          found: `a credential with the id ${quote(id)}, the id of the one of ${formatPath(other.path)} already`,
          allowed: "a different id for each credential, made of the names of what it leads to",
          action: "Rename one of the databases, users or caches.",
        }),
      );
    }
  }
  for (const [name] of entriesOf(subject.file["holdfast:secrets"])) {
    const other = first.get(name);
    if (other !== undefined) {
      problems.push(
        problemAt(["holdfast:secrets", name], {
          found: `the id ${quote(name)}, under which the stack keeps what ${formatPath(other.path)} needs`,
          allowed: "a different id for each secret",
          action: "Rename the secret.",
        }),
      );
    }
  }
  return problems;
};
