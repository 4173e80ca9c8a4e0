import { z } from "zod";
import { usualCachePool } from "../capacity/cache-clients";
import { revision } from "./change";
import { urlForm, usualUrlForm } from "./url-form";
import { variableName, wholeNumber } from "./value";

/** The facts of a used thing that a service can be told, each in an environment variable. */
const variables = z
  .strictObject({
    url: variableName.optional().meta({
      description:
        "Variable for the address with all that is needed to connect, as one URL. Of a service on Cloud Run it is the audience of the identity token as well, with which a call authenticates; on GKE calls need none.",
    }),
    host: variableName
      .optional()
      .meta({ description: "Variable for the host. Database or cache." }),
    port: variableName
      .optional()
      .meta({ description: "Variable for the port. Database or cache." }),
    database: variableName.optional().meta({
      description:
        "Variable for the name of the database, or for databaseNumber of a cache. Database or cache.",
    }),
    user: variableName
      .optional()
      .meta({ description: "Variable for the name of the user. Database only." }),
    password: variableName
      .optional()
      .meta({ description: "Variable for the password, from Secret Manager. Database or cache." }),
    tls: variableName.optional().meta({
      description:
        'Variable for whether the server speaks TLS: for a database in the words of urlForm, such as "require" or "disable" for PGSSLMODE; for a cache "true" or "false". Database or cache.',
    }),
    certificateAuthority: variableName.optional().meta({
      description:
        "Variable for the certificates (PEM) by which the server is known. Database or cache.",
    }),
    pool: variableName.optional().meta({ description: "Variable for pool. Database or cache." }),
    overflow: variableName
      .optional()
      .meta({ description: "Variable for overflow. Database only." }),
    connectTimeout: variableName.optional().meta({
      description: "Variable for the database's connectTimeout, in seconds. Database only.",
    }),
  })
  .meta({
    description: "Names of the environment variables by which the service is told of what it uses.",
    absent:
      "DATABASE_URL, DATABASE_POOL_SIZE, DATABASE_MAX_OVERFLOW and DATABASE_CONNECT_TIMEOUT for a database; REDIS_URL and, with TLS, REDIS_CA_CERTIFICATE for a cache; <NAME>_URL for a service",
    change: revision,
  });

/** What the stack file says of the use of a database, a cache or another service by a service. */
export const use = z
  .strictObject({
    optional: z.boolean().default(false).meta({
      description:
        "Whether the service also works without it. Another service that is optional does not delay this one's creation. A database or cache still comes first, since its address is not known before.",
      change:
        "For another service: gives this one a new revision. For a database or cache: nothing, it only says that the service starts without it.",
    }),
    database: z.string().optional().meta({
      description: "Database of the instance. Database only.",
      absent: "the only database of the instance; required where it has several",
      change: revision,
    }),
    user: z.string().optional().meta({
      description: "User of the instance. Database with password authentication only.",
      absent: "the only user of the instance; required where it has several",
      change: revision,
    }),
    pool: wholeNumber(1, 10_000, "connections")
      .optional()
      .meta({
        description:
          "Connections that one instance of the service keeps, all its processes together. Database or cache.",
        absent: `required for a database, ${usualCachePool} for a cache`,
        change:
          "Gives the service a new revision where a variable tells it, as one always does of a database.",
      }),
    overflow: wholeNumber(0, 10_000, "connections").optional().meta({
      description: "Connections that one instance may open beyond its pool. Database only.",
      absent: "0",
      change: revision,
    }),
    urlForm: urlForm.optional().meta({
      description:
        "How the program's driver writes the address of a database, for variables.url and variables.tls. postgresql: a URL for libpq, psycopg, pgx, lib/pq, sqlx, Prisma, Django and Rails; postgresql+psycopg and postgresql+asyncpg: for SQLAlchemy; node-postgres: for pg and Sequelize, which take sslmode=require for the order to check the certificate; jdbc: with user and password as parameters; npgsql: Host=...; for .NET; keyword-value: host=... for libpq. With TLS all of them demand it, and none checks the certificate: for that give certificateAuthority to the program. Database only.",
      absent: usualUrlForm,
      change: "Makes a credential of its own and gives the service a new revision.",
    }),
    databaseNumber: wholeNumber(0, 15).optional().meta({
      description:
        "Number of the database in a cache, for variables.url and variables.database. Keys of one are apart from those of another; memory and password are shared. Cache only.",
      absent: "0",
      change: `Makes a credential of its own and gives the service a new revision, which does not find what the other number holds.`,
    }),
    variables: variables.optional(),
  })
  .meta({
    instead: {
      connectTimeout: "Set postgres.<name>.connectTimeout, the one place that says so.",
      timeout: "Set postgres.<name>.connectTimeout, the one place that says so.",
      poolSize: "Set pool.",
      maxOverflow: "Set overflow.",
    },
  });
