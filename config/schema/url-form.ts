import { oneOf } from "./value";

/**
 * How drivers write the address of a PostgreSQL database. They differ in the scheme, in what they call the parameter for
 * TLS, and in what a word for it means: node-postgres takes `sslmode=require` for the order to check the certificate
 * against authorities that sign none of Google's databases.
 */
export const urlForms = [
  "postgresql",
  "postgresql+psycopg",
  "postgresql+asyncpg",
  "node-postgres",
  "jdbc",
  "npgsql",
  "keyword-value",
] as const;

/** One of the ways in which drivers write the address of a PostgreSQL database. */
export type UrlForm = (typeof urlForms)[number];

/** The form of libpq, which most drivers read and which a use has that names none. */
export const usualUrlForm = "postgresql" satisfies UrlForm;

/** The schema of the form of a URL. */
export const urlForm = oneOf(urlForms);
