const gcp = require("@pulumi/gcp");
const { location, postgres, service, socketOf, texts, urlOf } = require("./parts");

/** What nothing is wrong with: 2 x 10 x (10 + 5) x 2 revisions, 4 x 5 of a job and 3 reserved are 623 connections. */
module.exports = (image, connections) => {
  const database = postgres("sound", {
    tier: "db-custom-8-30720",
    databaseFlags: [{ name: "max_connections", value: connections }],
  });
  const url = urlOf("sound-url", database);
  const pool = { DB_POOL_SIZE: "10", DB_MAX_OVERFLOW: "5", DB_CONNECT_TIMEOUT: "35" };
  const scaling = { maxInstanceCount: 10 };
  service("sound-api", image, url, pool, { scaling, volumes: socketOf(database) });
  service("sound-web", image, url, { ...pool, DB_CONNECT_TIMEOUT: "35s" }, { scaling });
  service("sound-without-pool", image, url, { REDIS_POOL_SIZE: "500" });
  new gcp.cloudrunv2.Job("sound-migrate", {
    name: "sound-migrate",
    location,
    template: {
      taskCount: 4,
      template: {
        containers: [
          {
            image,
            envs: [
              ...texts({ DB_POOL_SIZE: "5", PGCONNECT_TIMEOUT: "35" }),
              { name: "DATABASE_URL", valueSource: url },
            ],
          },
        ],
      },
    },
  });
};
