/**
 * The programs that reach what a service uses, each in a small official image. They get everything by variables: an
 * argument could be read by whoever may read the pod.
 */

/** A program that tries to reach something until it does, or its time is over. */
export interface CheckProgram {
  /** Image that has what the script calls. It holds no application, so its version does not follow the servers'. */
  readonly image: string;
  /** Shell script that answers with status 0 once something was reached. */
  readonly script: string;
}

/**
 * Tries `attempt` until it succeeds. What it says of its last failure is all that the container writes, and so becomes its
 * termination message, which the platform and Pulumi show: it must not hold a secret.
 */
function untilReached(attempt: string): string {
  return `attempt() {
${attempt}
}
end=$(($(date +%s) + WITHIN_SECONDS))
until reason=$(attempt 2>&1); do
  if [ "$(date +%s)" -ge "$end" ]; then
    echo "\\"$TARGET\\" was not reached within $WITHIN_SECONDS s: \${reason:-no answer}"
    exit 1
  fi
  sleep 2
done
echo "\\"$TARGET\\" was reached."`;
}

const postgresImage = "docker.io/library/postgres:17.6-alpine";
const redisImage = "docker.io/library/redis:7.4.5-alpine";
const httpImage = "docker.io/library/busybox:1.37.0";

const select = "  psql --no-psqlrc --quiet --no-password --output /dev/null --command 'select 1'";

// The name of the server is not told to the metadata server, whose answer is the token of the pod's own account.
const token = `  token=$(wget -q -T 5 -O - --header 'Metadata-Flavor: Google' http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token) || return 1
  PGPASSWORD=$(printf '%s' "$token" | sed -n 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/p')
  export PGPASSWORD`;

/** The programs by what they are. */
export const checkPrograms = {
  /** Logs in to a PostgreSQL database: PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD, PGSSLMODE. */
  postgres: { image: postgresImage, script: untilReached(select) },
  /** Logs in to a PostgreSQL database as the pod's own Google service account: the same without PGPASSWORD. */
  "postgres-iam": { image: postgresImage, script: untilReached(`${token}\n${select}`) },
  /** Asks a Redis server for an answer: HOST, PORT, REDISCLI_AUTH for its password, CA_CERTIFICATE for TLS. */
  redis: {
    image: redisImage,
    script: untilReached(`  set --
  if [ -n "\${CA_CERTIFICATE:-}" ]; then
    file="\${TMPDIR:-/tmp}/ca.pem"
    printf '%s' "$CA_CERTIFICATE" > "$file"
    set -- --tls --cacert "$file"
  fi
  answer=$(timeout 5 redis-cli -h "$HOST" -p "$PORT" "$@" ping 2>&1)
  [ "$answer" = PONG ] || { echo "$answer"; return 1; }`),
  },
  /** Asks a service for its health: URL; HEADER_0_NAME and HEADER_0_VALUE for a header, and so on. */
  http: {
    image: httpImage,
    script: untilReached(`  set --
  count=0
  while eval "name=\\\${HEADER_\${count}_NAME:-}" && [ -n "$name" ]; do
    eval "value=\\$HEADER_\${count}_VALUE"
    set -- "$@" --header "$name: $value"
    count=$((count + 1))
  done
  wget -q -T 5 -O /dev/null "$@" "$URL"`),
  },
} as const satisfies Record<string, CheckProgram>;

/** What can be reached by one of the programs. */
export type CheckClient = keyof typeof checkPrograms;
