const { postgres, service, socketOf, urlOf } = require("./parts");

/** The day of the outage, and single faults beside it. */
module.exports = (image) => {
  const shared = postgres("shared", { tier: "db-custom-1-3840" });
  const url = urlOf("shared-url", shared);
  const pool = { DB_POOL_SIZE: "10", DB_MAX_OVERFLOW: "15" };
  const scaling = { maxInstanceCount: 10 };
  service("backend", image, url, { ...pool, DB_CONNECT_TIMEOUT: "20.0" }, { scaling });
  service("auth", image, url, { ...pool, DB_CONNECT_TIMEOUT: "35.0" }, { scaling });

  const large = postgres("large", { tier: "db-custom-32-122880" });
  const largeUrl = urlOf("large-url", large);
  const greedy = { DB_POOL_SIZE: "90", DB_MAX_OVERFLOW: "20" };
  service("greedy", image, largeUrl, greedy, {
    scaling: { maxInstanceCount: 2 },
    volumes: socketOf(large),
  });

  const unlimited = postgres("unlimited", { tier: "db-custom-4-15360" });
  service("unlimited-api", image, urlOf("unlimited-url", unlimited), { DB_POOL_SIZE: "5" });

  const patient = postgres("patient", { tier: "db-custom-4-15360" });
  const patientUrl = urlOf("patient-url", patient);
  service("impatient", image, patientUrl, { DB_CONNECT_TIMEOUT: "60" }, { timeout: "30s" });
};
