import fc from "fast-check";
import { MESH_PORTS } from "../models/listener/known-listeners";

/**
 * Connection strings that are built from parts whose meaning is known by construction, so that nothing asks the code
 * under test what a host is.
 */

const octet = fc.integer({ min: 0, max: 255 });
const radix = fc.constantFrom<(value: number) => string>(
  (value) => String(value),
  (value) => `0x${value.toString(16)}`,
  (value) => `0X${value.toString(16).toUpperCase()}`,
  (value) => `0${value.toString(8)}`,
);

const loopbackIpv4 = fc
  .tuple(octet, octet, octet, radix, radix, fc.integer({ min: 1, max: 4 }))
  .map(([b, c, d, first, rest, parts]) => {
    const tail = [b, c, d];
    const numbers = [127, ...tail.slice(0, parts - 1)];
    const folded = [127, ...tail].slice(parts - 1).reduce((sum, part) => sum * 256 + part, 0);
    return [...numbers.slice(0, parts - 1), folded]
      .map((part, index) => (index === 0 ? first : rest)(part))
      .join(".");
  });

const loopbackIpv6 = fc
  .tuple(octet, octet, octet, fc.constantFrom("", "%lo", "%25eth0"))
  .chain(([b, c, d, zone]) =>
    fc
      .constantFrom(
        "::1",
        "0:0:0:0:0:0:0:1",
        "0000:0000:0000:0000:0000:0000:0000:0001",
        "0::0001",
        "::0:0:1",
        `::ffff:127.${b}.${c}.${d}`,
        `::FFFF:7f${b.toString(16).padStart(2, "0")}:${(c * 256 + d).toString(16)}`,
        "::",
      )
      .map((address) => `[${address}${zone}]`),
  );

const cased = (text: string) =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) => [...text].map((c, i) => (upper[i] ? c.toUpperCase() : c)).join(""));

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const loopbackName = fc
  .oneof(
    fc.constantFrom(
      "localhost",
      "localhost.localdomain",
      "localhost6",
      "ip6-localhost",
      "ip6-loopback",
    ),
    label.map((prefix) => `${prefix}.localhost`),
  )
  .chain(cased)
  .chain((name) => fc.constantFrom(name, `${name}.`));

/** A host that is the machine itself, in any spelling. */
export const loopbackHost = fc.oneof(
  loopbackName,
  loopbackIpv4,
  loopbackIpv6,
  fc.constant("0.0.0.0"),
);

const otherIpv4 = fc
  .tuple(
    octet.filter((a) => a !== 127 && a !== 0),
    octet,
    octet,
    octet,
  )
  .map((parts) => parts.join("."));

/** Names that have loopback in them and are another host all the same. */
const nearMiss = fc
  .tuple(label, fc.constantFrom("localhost", "127.0.0.1", "ip6-localhost", "0.0.0.0"))
  .chain(([word, spelling]) =>
    fc.constantFrom(
      `${spelling}.${word}.example.com`,
      `${word}-localhost.internal`,
      `${word}${"localhost"}.example.com`,
      `localhost-${word}.svc.cluster.local`,
      `localhost${word}.example.com`,
    ),
  );

/** Any other host, also one whose name has loopback in it. */
export const otherHost = fc.oneof(
  fc.tuple(label, label).map(([a, b]) => `${a}.${b}.example.com`),
  fc.tuple(label, label).map(([a, b]) => `${a}.${b}.svc.cluster.local`),
  otherIpv4,
  nearMiss,
  fc.constantFrom("[2001:db8::1]", "[fd00::127]", "[::2]", "[::ffff:10.0.0.1]"),
);

/** Credentials that speak of loopback themselves; `encoded` is how a URL has to carry them. */
const word = fc.stringMatching(/^[A-Za-z0-9_]{1,12}$/);
const password = fc.oneof(
  word,
  fc.constantFrom("localhost", "127.0.0.1", "p@ss:w/rd", "a,b", "it's", "localhost:5432", "x=y"),
);
const database = fc.oneof(word, fc.constantFrom("localhost", "127.0.0.1"));

/** What a connection string is made of. */
export interface Parts {
  readonly host: string;
  readonly others: readonly string[];
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** Parts with one of the hosts, and others beside it that are not loopback. */
export const partsWith = (host: fc.Arbitrary<string>): fc.Arbitrary<Parts> =>
  fc.record({
    host,
    others: fc.array(otherHost, { maxLength: 2 }),
    // On the ports of a service mesh its proxy, which the cluster adds, may listen in the pod itself.
    port: fc.integer({ min: 1, max: 65535 }).filter((port) => !MESH_PORTS.includes(port)),
    user: word,
    password,
    database,
  });

const enc = encodeURIComponent;
const bare = (host: string) => host.replace(/^\[|\]$/g, "").replace("%25", "%");
const hostPorts = ({ host, others, port }: Parts) =>
  [...others, host].map((each) => `${each}:${port}`).join(",");
const single = ({ host, port }: Parts) => `${host}:${port}`;
const userinfo = (parts: Parts) => `${enc(parts.user)}:${enc(parts.password)}@`;
const percent = (host: string) =>
  host.startsWith("[") ? host : [...host].map((c) => `%${c.charCodeAt(0).toString(16)}`).join("");
const libpqQuoted = (text: string) => `'${text.replace(/[\\']/g, "\\$&")}'`;
const adoQuoted = (text: string) => `"${text}"`;

/** Each form: the name of the variable, and the text in it. */
export const FORMS: readonly (readonly [
  form: string,
  name: string,
  write: (parts: Parts) => string,
])[] = [
  ["URL", "DATABASE_URL", (p) => `postgresql://${userinfo(p)}${single(p)}/${enc(p.database)}`],
  ["URL under any name", "SETTING", (p) => `https://${userinfo(p)}${single(p)}/${enc(p.database)}`],
  ["URL without port", "SETTING", (p) => `redis://${userinfo(p)}${p.host}/0?db=${enc(p.database)}`],
  ["URL percent-encoded", "X", (p) => `postgres://${userinfo(p)}${percent(p.host)}:${p.port}/db`],
  [
    "URL with several hosts",
    "X",
    (p) => `mongodb://${userinfo(p)}${hostPorts(p)}/${enc(p.database)}`,
  ],
  [
    "URL with host parameter",
    "X",
    (p) => `postgresql://${userinfo(p)}/d?host=${enc(bare(p.host))}&port=${p.port}`,
  ],
  ["Kafka", "BROKERS", (p) => hostPorts(p).replace(/(^|,)/g, "$1PLAINTEXT://")],
  ["SQLAlchemy", "X", (p) => `postgresql+asyncpg://${userinfo(p)}${single(p)}/${enc(p.database)}`],
  [
    "JDBC",
    "X",
    (p) =>
      `jdbc:postgresql://${single(p)}/${enc(p.database)}?user=${enc(p.user)}&password=${enc(p.password)}`,
  ],
  [
    "JDBC load balancing",
    "X",
    (p) => `jdbc:mysql:loadbalance://${hostPorts(p)}/${enc(p.database)}`,
  ],
  [
    "JDBC addresses",
    "X",
    (p) => `jdbc:mysql://address=(host=${bare(p.host)})(port=${p.port})(user=${enc(p.user)})/db`,
  ],
  [
    "JDBC for SQL Server",
    "X",
    (p) => `jdbc:sqlserver://;serverName=${bare(p.host)};portNumber=${p.port};user=${p.user}`,
  ],
  ["JDBC for Oracle", "X", (p) => `jdbc:oracle:thin:${p.user}/x@//${single(p)}/${p.database}`],
  [
    "Oracle descriptor",
    "X",
    (p) => `(DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=${bare(p.host)})(PORT=${p.port})))`,
  ],
  ["R2DBC", "X", (p) => `r2dbc:postgresql://${userinfo(p)}${single(p)}/${enc(p.database)}`],
  [
    "libpq",
    "X",
    (p) =>
      `user=${p.user} password=${libpqQuoted(p.password)} host=${bare(p.host)} port=${p.port} dbname=${p.database}`,
  ],
  [
    "libpq address",
    "X",
    (p) => `dbname=${p.database} host=db.example.com hostaddr=${bare(p.host)}`,
  ],
  ["Go", "X", (p) => `${p.user}:${p.password}@tcp(${single(p)})/${p.database}`],
  [
    "ADO.NET",
    "X",
    (p) =>
      `Server=${bare(p.host)};Database=${p.database};User Id=${p.user};Password=${adoQuoted(p.password)}`,
  ],
  [
    "ADO.NET for SQL Server",
    "X",
    (p) => `Data Source=tcp:${bare(p.host)},${p.port};Initial Catalog=${p.database}`,
  ],
  [
    "Npgsql",
    "X",
    (p) =>
      `Host=${bare(p.host)};Port=${p.port};Username=${p.user};Password=${adoQuoted(p.password)}`,
  ],
  ["StackExchange.Redis", "REDIS", (p) => `${single(p)},password=${enc(p.password)},ssl=False`],
  ["list", "KAFKA_BROKERS", hostPorts],
  ["host and port", "BILLING_ADDR", single],
  ["host", "PGHOST", (p) => bare(p.host)],
  ["host in camel case", "dbHost", (p) => bare(p.host)],
  ["address", "PGHOSTADDR", (p) => bare(p.host)],
];

/** Forms in which an address of every interface is what a server listens on, and nothing to connect to. */
const ALSO_FOR_SERVERS: ReadonlySet<string> = new Set(["host and port"]);

/** Whether a text says nothing of a connection: its form and its host are those of a server that listens. */
export function isOfServer(form: string, { host }: Parts): boolean {
  return ALSO_FOR_SERVERS.has(form) && /^(?:0\.0\.0\.0|\[::(?:%.*)?\])$/.test(host);
}
