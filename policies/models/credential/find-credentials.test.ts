import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameWords } from "../endpoint/name-words";
import { findCredentials } from "./find-credentials";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const found = (text: string, key = "VALUE", isSecretStore = false) =>
  findCredentials(text, key, { name: nameWords(key), isSecretStore }).map(
    ({ credential, certainty }) => [credential, certainty],
  );

/** Put together here, so that no scanner takes them for real. */
const token = (prefix: string, length: number) => prefix + "a1B2c3D4e5".repeat(10).slice(0, length);

describe("A7: credentials that stand in a text", () => {
  it.each([
    ["postgresql://aia:supersecret@localhost:5432/aia", "VALUE", "supersecret", "weak"],
    ["postgresql://aia:Xk29slw@10.20.0.5:5432/aia", "VALUE", "Xk29slw", "opaque"],
    ["postgres://app:p%40ss-x9k@db/app?sslmode=require", "DATABASE_URL", "p@ss-x9k", "opaque"],
    ["postgres://app:we/ird#Pw9@db:5432/app", "DATABASE_URL", "we/ird#Pw9", "opaque"],
    ["mongodb+srv://app:Xk29slw@cluster0.mongodb.net", "VALUE", "Xk29slw", "opaque"],
    ["redis://:Xk29slw@10.0.0.3:6379/0", "VALUE", "Xk29slw", "opaque"],
    ["amqp://guest:guest@rabbit:5672", "VALUE", "guest", "weak"],
    ["amqp://worker:worker@rabbit:5672", "VALUE", "worker", "weak"],
    ["jdbc:postgresql://db:5432/app?user=app&password=Xk29slw", "VALUE", "Xk29slw", "opaque"],
    ["jdbc:sqlserver://db;user=sa;password=Xk29slw;", "VALUE", "Xk29slw", "opaque"],
    ["host=db port=5432 user=app password=Xk29slw", "VALUE", "Xk29slw", "opaque"],
    ["host=db user=app password='Xk 29slw'", "VALUE", "Xk 29slw", "opaque"],
    ["Server=db;Database=app;User Id=app;Password=Xk29slw;", "VALUE", "Xk29slw", "opaque"],
    ["cache.example.net:6380,password=Xk29slw,ssl=True", "VALUE", "Xk29slw", "opaque"],
    ["app:Xk29slw@tcp(db:3306)/app?parseTime=true", "VALUE", "Xk29slw", "opaque"],
    [base64("postgres://app:Xk29slw@db:5432/app"), "VALUE", "Xk29slw", "opaque"],
    ["Xk29slw", "DB_PASSWORD", "Xk29slw", "opaque"],
    ["hunter2", "DB_PASSWORD", "hunter2", "weak"],
    ["ChangeMe", "ADMIN_PASSWORD", "ChangeMe", "weak"],
    ["123456", "PGPASS", "123456", "weak"],
    ["84c1-aa7d", "API_KEY", "84c1-aa7d", "opaque"],
    ["Bearer Xk29slwXk29slw", "AUTHORIZATION", "Xk29slwXk29slw", "opaque"],
    ['{"db":{"host":"db","password":"Xk29slw"}}', "CONFIG", "Xk29slw", "opaque"],
    ["db:\n  host: db\n  password: Xk29slw\n", "app.yaml", "Xk29slw", "opaque"],
    ["DB_HOST=db\nDB_PASSWORD=Xk29slw\n", ".env", "Xk29slw", "opaque"],
    ["maxmemory 100mb\nrequirepass Xk29slw\n", "redis.conf", "Xk29slw", "opaque"],
    ["user default on >Xk29slw ~* +@all\nuser a off\n", "users.acl", "Xk29slw", "opaque"],
    ["curl -fsS -u app:Xk29slw http://db/health", "VALUE", "Xk29slw", "opaque"],
    ["<datasource><password>Xk29slw</password></datasource>", "ds.xml", "Xk29slw", "opaque"],
    [token("ghp_", 36), "VALUE", token("ghp_", 36), "shaped"],
    [token("sk_live_", 24), "VALUE", token("sk_live_", 24), "shaped"],
    [token("xoxb-", 24), "VALUE", token("xoxb-", 24), "shaped"],
    [token("AIza", 35), "GEOCODING_KEY", token("AIza", 35), "shaped"],
    [["AKIA", "Q2W3E4R5T6Y7U8I9"].join(""), "AWS_ACCESS_KEY_ID", "AKIAQ2W3E4R5T6Y7U8I9", "shaped"],
    [`https://${token("ghp_", 36)}@github.com/a/b`, "VALUE", token("ghp_", 36), "shaped"],
  ] as const)("A7: %s under %s", (text, key, credential, certainty) => {
    expect(found(text, key)).toEqual([[credential, certainty]]);
  });

  it("A7: a private key, on its own, in JSON and in base64", () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${"MIIEvQIBADANBg".repeat(4)}\n-----END PRIVATE KEY-----\n`;
    const account = JSON.stringify({ type: "service_account", private_key: key });
    for (const text of [key, account, base64(account), `GOOGLE='${account}'`]) {
      expect(findCredentials(text, "VALUE").map(({ what }) => what)).toContain("a private key");
    }
  });

  it("A7: the password of a registry in the file of Docker", () => {
    const auth = base64("_json_key:Xk29slw");
    const file = JSON.stringify({ auths: { "registry.example.com": { auth } } });
    expect(found(file, ".dockerconfigjson")).toEqual([["Xk29slw", "opaque"]]);
  });

  it("A7: a random value where only secrets stand, under any name", () => {
    expect(found("f9K2mQ8zR4tY7wX1", "value", true)).toEqual([["f9K2mQ8zR4tY7wX1", "opaque"]]);
    expect(found("f9K2mQ8zR4tY7wX1", "value", false)).toEqual([]);
    expect(found("f9K2mQ8zR4tY7wX1", "OAUTH_CLIENT_ID", true)).toEqual([]);
    expect(found("f9K2mQ8zR4tY7wX1", "SITE_KEY", true)).toEqual([]);
    expect(found("f9K2mQ8zR4tY7wX1", "API_KEY_SECRET", false)).toHaveLength(1);
    expect(found("api-key", "API_KEY_SECRET", false)).toEqual([]);
    expect(found("pk.eyJ1IjoieCJ9.f9K2mQ8zR4tY7wX1", "MAPBOX_TOKEN", false)).toEqual([]);
  });

  it("A7: the password of basic authentication behind its user", () => {
    expect(found("shop:Xk29slw", "HTTP_BASIC_AUTH")).toEqual([["Xk29slw", "opaque"]]);
    expect(found("admin:admin", "BASIC_AUTH")).toEqual([["admin", "weak"]]);
    for (const text of ["enabled", "user:", "shop:$(PASSWORD)", "https://auth.example.com:8443"]) {
      expect(found(text, "BASIC_AUTH")).toEqual([]);
    }
    expect(found("shop:Xk29slw", "LABEL")).toEqual([]);
  });

  it("tells where in a file it stands", () => {
    const [first] = findCredentials("db:\n  password: Xk29slw\n", "app.yaml");
    expect(first?.at).toBe("db.password");
  });
});

describe("what is no credential", () => {
  it.each([
    ["", "DB_PASSWORD"],
    ["   ", "DB_PASSWORD"],
    ["$(DB_PASSWORD)", "DB_PASSWORD"],
    [["$", "{DB_PASSWORD}"].join(""), "DB_PASSWORD"],
    ["$DB_PASSWORD", "DB_PASSWORD"],
    ["{{ .Values.password }}", "DB_PASSWORD"],
    ["<password>", "DB_PASSWORD"],
    ["********", "DB_PASSWORD"],
    ["REPLACE_ME", "DB_PASSWORD"],
    ["placeholder", "API_KEY"],
    ["your-api-key", "API_KEY"],
    ["/run/secrets/db", "DB_PASSWORD"],
    ["projects/shop/secrets/db/versions/3", "DB_PASSWORD"],
    ["sm://shop/db", "DB_PASSWORD"],
    ["vault:secret/data/db#password", "DB_PASSWORD"],
    ["true", "REQUIRE_PASSWORD_TOKEN"],
    ["3600", "ACCESS_TOKEN"],
    ["15m", "REFRESH_TOKEN"],
    ["my-app-tls", "TLS_SECRET"],
    ["regcred", "IMAGE_PULL_SECRET"],
    ["db-credentials", "SECRET_NAME"],
    ["https://auth.example.com/token", "TOKEN_URL"],
    ["HS256", "JWT_ALGORITHM"],
    ["12", "PASSWORD_MIN_LENGTH"],
    ["$2b$12$abcdefghijklmnopqrstuv", "ADMIN_PASSWORD"],
    ["-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "TLS_CERT"],
    ["-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----", "JWT_PUBLIC_KEY"],
    ["-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----", "EXAMPLE"],
    ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI a@b", "DEPLOY_KEY"],
    ["pk_live_a1B2c3D4e5a1B2c3D4e5", "STRIPE_PUBLISHABLE_KEY"],
    ["AKIAIOSFODNN7EXAMPLE", "AWS_ACCESS_KEY_ID"],
    ["postgresql://10.20.0.5:5432/aia", "DATABASE_URL"],
    ["postgresql://aia@10.20.0.5:5432/aia", "DATABASE_URL"],
    ["postgresql://aia:@10.20.0.5:5432/aia", "DATABASE_URL"],
    ["postgresql://aia:$(DB_PASSWORD)@10.20.0.5:5432/aia", "DATABASE_URL"],
    [
      "postgresql://aia:$" + "{DB_PASSWORD}@10.20.0.5/aia?password=$" + "{DB_PASSWORD}",
      "DATABASE_URL",
    ],
    ["host=db user=app password=$(DB_PASSWORD)", "DSN"],
    ["https://user:secretpw9@example.com/docs", "HELP_URL"],
    ["http://localhost:3000/users/@me", "PROFILE_URL"],
    ["https://a1b2c3@o0.ingest.sentry.io/1", "SENTRY_DSN"],
    ["https://example.com/reset?token=abc123def456", "LINK"],
    ["git@github.com:a/b.git", "REPOSITORY"],
    ["us-docker.pkg.dev/a/b/c@sha256:aa", "IMAGE"],
    ["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "DIGEST"],
    ["The password is sent by mail", "HELP_PASSWORD"],
    ["server { proxy_pass http://backend; }", "nginx.conf"],
    ["location / {\n  proxy_pass http://backend:8080;\n}\n", "nginx.conf"],
    ["password_encryption = scram-sha-256\nssl = on\n", "postgresql.conf"],
    ["<s>", "BOS_TOKEN"],
    ["curl -u app:$PASSWORD https://a.b", "VALUE"],
    ["curl -H 'Authorization: Bearer $TOKEN' https://a.b", "VALUE"],
    ["location / {\n  auth_basic_user_file /etc/pw;\n}\n", "nginx.conf"],
    ["scrape_configs:\n  - bearer_token_file: /var/run/token\n", "prometheus.yml"],
    ["user www-data;\nworker_processes auto;\n", "nginx.conf"],
  ])("leaves %j under %s alone", (text, key) => {
    expect(found(text, key)).toEqual([]);
  });

  it.each(["NEXT_PUBLIC_API_KEY", "FIREBASE_API_KEY", "MAPS_BROWSER_KEY"])(
    "leaves a key that browsers get alone under %s",
    (key) => {
      expect(found(token("AIza", 35), key)).toEqual([]);
    },
  );

  it.each([
    "db.internal.example.net:5432",
    "api@shop.iam.gserviceaccount.com",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    "production-europe-west1",
    "aia_production_database",
  ])("leaves %j alone where only secrets stand", (text) => {
    expect(found(text, "value", true)).toEqual([]);
  });
});

describe("whatever the text", () => {
  it("never throws", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.string({ maxLength: 40 }), (text, key) => {
        expect(Array.isArray(found(text, key, true))).toBe(true);
      }),
    );
  });

  it("A7: finds every password of letters and digits in a URL", () => {
    const password = fc.stringMatching(/^[A-Za-z0-9]{9,40}$/).filter((text) => /[A-Z]/.test(text));
    fc.assert(
      fc.property(password, (text) => {
        expect(found(`postgres://app:${text}@10.0.0.5:5432/app`)).toEqual([[text, "opaque"]]);
        expect(found(`host=10.0.0.5 user=app password=${text}`)).toEqual([[text, "opaque"]]);
      }),
    );
  });

  it("stays fast with long texts", () => {
    for (const part of ["a:", "://", "x@", "password=", "a.b-", "-----BEGIN ", "${", "Bearer "]) {
      const started = performance.now();
      found(part.repeat(20_000), "VALUE", true);
      expect(performance.now() - started, part).toBeLessThan(2000);
    }
  });
});
