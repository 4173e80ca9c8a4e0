/**
 * The program of the probe proxy. Caddy replaces `{env.NAME}` when a request comes and reads nothing of what it put in,
 * and Go's HTTP client refuses a header with a line break: no value can become configuration or another header.
 * https://caddyserver.com/docs/json/
 */

/** The program. Its tag is that of the module in offline/tools/caddy, with which the tests run it. */
export const caddyImage = "docker.io/library/caddy:2.11.4-alpine";

/** Variable that holds the configuration. */
export const configurationVariable = "CADDY_CONFIGURATION";

/**
 * Starts Caddy with the configuration that stands in the variable. The shell becomes Caddy, which so gets the signals of
 * the platform, and reads nothing within the variable.
 */
export const caddyCommand = [
  "sh",
  "-c",
  `exec caddy run --config - <<END\n$${configurationVariable}\nEND`,
];

/** A request that the proxy makes for a probe. */
export interface ProxiedRequest {
  /** Path at which the probe asks the proxy. */
  readonly path: string;
  /** Path with query at which the proxy asks the application. */
  readonly uri: string;
  /** The headers that it adds, each with the variable that holds the value. */
  readonly headers: readonly { readonly name: string; readonly variable: string }[];
}

/** What Caddy would add of its own: an application must see what it sees of a probe that asks it directly. */
const additions = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Via"];

/** Seconds that open requests have once the proxy is to end. */
const graceSeconds = 5;

/**
 * The configuration of Caddy, as JSON: at `port` it answers the paths of `requests` with what the application answers,
 * status and body, `ready` with 200, and everything else with 404, so that the credential opens nothing but what is probed.
 * There is no limit of time: the probe has its own, and with it ends the request to the application.
 */
export function caddyConfiguration(
  port: number,
  ready: string,
  application: string,
  requests: readonly ProxiedRequest[],
): string {
  return JSON.stringify({
    admin: { disabled: true, config: { persist: false } },
    logging: { logs: { default: { level: "ERROR" } } },
    apps: {
      http: {
        grace_period: `${graceSeconds}s`,
        servers: {
          probes: {
            listen: [`:${port}`],
            protocols: ["h1"],
            automatic_https: { disable: true },
            routes: [
              ...requests.map((request) => route(request.path, proxied(request, application))),
              route(ready, [{ handler: "static_response", status_code: 200 }]),
              { handle: [{ handler: "static_response", status_code: 404 }] },
            ],
          },
        },
      },
    },
  });
}

function route(path: string, handle: readonly object[]): object {
  return { match: [{ path: [path], method: ["GET"] }], handle, terminal: true };
}

/** Braces name what Caddy puts in. In a path they are encoded, as whoever sends one encodes them. */
function literal(uri: string): string {
  return uri.replaceAll("{", "%7B").replaceAll("}", "%7D");
}

function proxied({ uri, headers }: ProxiedRequest, application: string): object[] {
  const given = new Set(headers.map(({ name }) => name.toLowerCase()));
  return [
    { handler: "rewrite", uri: literal(uri) },
    {
      handler: "reverse_proxy",
      upstreams: [{ dial: application }],
      // A connection for each request, as a probe opens one: the next instance of the application has none of the former.
      transport: { protocol: "http", keep_alive: { enabled: false }, compression: false },
      headers: {
        request: {
          set: Object.fromEntries(
            headers.map(({ name, variable }) => [name, [`{env.${variable}}`]]),
          ),
          delete: additions.filter((name) => !given.has(name.toLowerCase())),
        },
      },
    },
  ];
}
