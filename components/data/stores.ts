import type * as pulumi from "@pulumi/pulumi";
import { ofType, type StackConfiguration } from "../../config";
import { mapEntries } from "../map-entries";
import type { Network } from "../network/network";
import type { ProjectApis } from "../project/project-apis";
import type { Cache } from "./cache";
import type { Database } from "./database";
import { Postgres } from "./postgres";
import { postgresInputs } from "./postgres-inputs";
import { Redis } from "./redis";
import { redisInputs } from "./redis-inputs";

/** The databases and caches of a stack, by their keys in the stack file. */
export interface Stores {
  readonly databases: Readonly<Record<string, Database>>;
  readonly caches: Readonly<Record<string, Cache>>;
}

/**
 * Creates every database and cache of the stack file in `network`, each after the connection through which
 * it gets its address and after its API.
 */
export function createStores(
  { region, postgres, redis }: StackConfiguration,
  network: Network,
  apis: ProjectApis,
): Stores {
  const place = { region, network: network.networkId };
  const after = (...enabled: pulumi.Resource[]) => ({
    dependsOn: [network.privateServices.connection, ...enabled],
  });
  return {
    databases: mapEntries(
      Object.fromEntries(ofType(postgres, "cloud-sql")),
      (database, name) =>
        new Postgres(
          name,
          { ...postgresInputs(database), ...place },
          after(...apis.enabled("sqlAdmin")),
        ),
    ),
    caches: mapEntries(
      Object.fromEntries(ofType(redis, "memorystore")),
      (cache, name) =>
        new Redis(name, { ...redisInputs(cache), ...place }, after(...apis.enabled("redis"))),
    ),
  };
}
