import { expect, it } from "vitest";
import { nameWords } from "../endpoint/name-words";
import { credentialName, isIdentifier } from "./names";

it.each(
  "DB_PASSWORD PGPASSWORD PGPASS MYSQL_PWD dbpassword dbPassword POSTGRES_PASSWORD REDIS_PASS spring.datasource.password JWT_SECRET CLIENT_SECRET clientSecret GITHUB_TOKEN SLACK_BOT_TOKEN API_KEY APIKEY STRIPE_SECRET_KEY SECRET_KEY_BASE AWS_SECRET_ACCESS_KEY ENCRYPTION_KEY PRIVATE_KEY APP_KEY DB_PASSWORD_PROD ADMIN_PWD SESSION_SECRET PASSPHRASE auth.token --requirepass".split(
    " ",
  ),
)("takes %s for the name of a credential", (name) => {
  expect(credentialName(nameWords(name))).toBe("credential");
});

it.each(
  "SECRET TLS_SECRET IMAGE_PULL_SECRET EXISTING_SECRET secrets DB_SECRET DB_PASSWORD_SECRET API_KEY_SECRET".split(
    " ",
  ),
)("leaves open whether %s is a credential or the name of one", (name) => {
  expect(credentialName(nameWords(name))).toBe("maybe");
});

it.each(
  "SECRET_NAME TOKEN_URL TOKEN_ENDPOINT PASSWORD_FILE POSTGRES_PASSWORD_FILE KEY_ID AWS_ACCESS_KEY_ID PUBLIC_KEY JWT_PUBLIC_KEY STRIPE_PUBLISHABLE_KEY PASSWORD_MIN_LENGTH PASSWORD_HASH JWT_ALGORITHM TOKEN_TTL SECRET_PATH MAX_TOKENS EOS_TOKEN PAGE_TOKEN proxy_pass KEY PRIMARY_KEY FOREIGN_KEY PARTITION_KEY SORT_KEY CACHE_KEY HOST KEYBOARD PASSENGER BYPASS COMPASS TOKENIZER ENABLE_PASSWORD RESET_PASSWORD CREDENTIALS_FILE SECRET_VERSION CSRF_TOKEN_HEADER STORAGE_KEY SESSION_KEY DD_CLIENT_TOKEN DB_PASS_THROUGH".split(
    " ",
  ),
)("takes %s for something else", (name) => {
  expect(credentialName(nameWords(name))).toBe("no");
});

it.each(
  "AUTH0_CLIENT_ID TWILIO_ACCOUNT_SID VAPID_PUBLIC_KEY RECAPTCHA_SITE_KEY GIT_COMMIT clientSideId".split(
    " ",
  ),
)("takes %s for what tells one thing from others", (name) => {
  expect(isIdentifier(nameWords(name))).toBe(true);
});

it.each("value RECAPTCHA_SECRET_KEY CLIENT_SECRET SITE_SECRET_TOKEN_VALUE IDP".split(" "))(
  "does not take %s for that",
  (name) => {
    expect(isIdentifier(nameWords(name))).toBe(false);
  },
);
