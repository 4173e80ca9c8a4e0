import type { CredentialSource } from "./names";
import { type UrlForm, usualUrlForm } from "./schema/url-form";
import { authenticationOf } from "./stores";
import type { PostgresFact, RedisFact } from "./use-configuration";

/** The use of a database as far as its login goes. */
interface LoginUse {
  readonly database?: string;
  readonly user?: string;
}

/** A database as far as logins go. */
interface LoginPlace {
  readonly type?: string;
  readonly authentication?: "password" | "iam";
  readonly databases?: Readonly<Record<string, unknown>>;
  readonly users?: Readonly<Record<string, unknown>>;
}

/** As what a service logs in to a database, and where. */
export interface Login {
  /** Name of the database; absent where the use names none of several. */
  readonly database?: string;
  /** Name of the user; absent where the use names none of several, and with IAM. */
  readonly user?: string;
}

function onlyKey(map: Readonly<Record<string, unknown>> = {}): string | undefined {
  const keys = Object.keys(map);
  return keys.length === 1 ? keys[0] : undefined;
}

/** The database and user that a use names, or the only ones of the instance. */
export function loginOf(use: LoginUse, instance: LoginPlace): Login {
  return {
    database: use.database ?? onlyKey(instance.databases),
    user: authenticationOf(instance) === "iam" ? undefined : (use.user ?? onlyKey(instance.users)),
  };
}

/** The facts of a database or cache that are secret, so that each stands in Secret Manager. */
export const credentialFacts = ["url", "password"] as const satisfies (PostgresFact & RedisFact)[];

/** A fact of a database or cache that is secret. */
export type CredentialFact = (typeof credentialFacts)[number];

/** The form of a URL, where it is not the usual one: what is told in that form keeps its identity. */
export function otherForm(form: UrlForm): { readonly form?: UrlForm } {
  return form === usualUrlForm ? {} : { form };
}

/** The credential that tells a secret fact of a database to those who log in as `user`. */
export function postgresCredential(
  target: string,
  { database, user }: Required<Login>,
  fact: CredentialFact,
  form: UrlForm = usualUrlForm,
): CredentialSource {
  return fact === "url"
    ? { kind: "postgres-url", target, database, user, ...otherForm(form) }
    : { kind: "postgres-password", target, user };
}

/** The credential that tells a secret fact of a cache, of its database `number`. */
export function redisCredential(
  target: string,
  fact: CredentialFact,
  number = 0,
): CredentialSource {
  return fact === "url"
    ? { kind: "redis-url", target, ...(number === 0 ? {} : { number }) }
    : { kind: "redis-password", target };
}
