const { application, backup, ingress, namespaceObject, store } = require("./objects");
const repairs = require("./repairs");
const { fromSecret, services } = require("./services");

/**
 * Every resource of the day, as its class, its name and its properties, with the repairs of some faults.
 *
 * @param passwords Those of database and cache, which came from outside the program.
 */
function resourcesOf(repaired, passwords) {
  const day = { services: services(), watchers: [] };
  for (const fault of repaired) {
    repairs[fault](day);
  }

  const stores = [
    {
      name: "postgres",
      image: "postgres:16.4",
      user: 999,
      args: ["-c", "max_connections=100"],
      port: 5432,
      env: {
        POSTGRES_USER: { value: "pyairtable" },
        POSTGRES_PASSWORD: fromSecret("postgres", "password"),
        PGDATA: { value: "/var/lib/postgresql/data/pgdata" },
      },
      path: "/var/lib/postgresql/data",
      password: passwords.database,
      claims: true,
    },
    {
      name: "redis",
      image: "redis:7.2.5",
      user: 999,
      args: ["--requirepass", "$(REDIS_PASSWORD)", "--save", ""],
      port: 6379,
      env: { REDIS_PASSWORD: fromSecret("redis", "password") },
      path: "/data",
      password: passwords.cache,
    },
  ];

  return [
    namespaceObject(),
    backup(),
    ...stores.flatMap(store),
    ...day.services.flatMap(application),
    ingress(),
    ...day.watchers,
  ];
}

module.exports = { resourcesOf };
