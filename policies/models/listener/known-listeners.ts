/** What is known of an image's habits. */
export interface KnownListener {
  /** The ports that the program listens on unless it is told otherwise. */
  readonly ports: readonly number[];
  /** Whether it forwards whatever ports a file tells it to, which no reader of a program sees. */
  readonly forwardsAnything?: boolean;
}

/**
 * Ports of images that run beside others, by the start of their names. Official images and their usual
 * mirrors keep these names: `docker.io/bitnami/redis`, `europe-docker.pkg.dev/p/mirror/redis`.
 */
const KNOWN: readonly (readonly [names: string, listener: KnownListener])[] = [
  ["postgres postgresql timescaledb postgis pgvector alloydbomni", { ports: [5432] }],
  ["pgbouncer", { ports: [6432, 5432] }],
  ["pgpool pgcat odyssey", { ports: [9999, 6432, 5432] }],
  ["mysql mariadb percona", { ports: [3306] }],
  ["proxysql", { ports: [6033, 6032] }],
  ["redis valkey keydb dragonfly", { ports: [6379] }],
  ["memcached mcrouter", { ports: [11211, 5000] }],
  ["mongo mongodb", { ports: [27017] }],
  ["rabbitmq", { ports: [5672, 5671, 15672] }],
  ["nats", { ports: [4222, 8222, 6222] }],
  ["kafka redpanda", { ports: [9092, 9093] }],
  ["zookeeper", { ports: [2181] }],
  ["etcd", { ports: [2379, 2380] }],
  ["elasticsearch opensearch", { ports: [9200, 9300] }],
  ["clickhouse", { ports: [9000, 8123] }],
  ["minio", { ports: [9000, 9001] }],
  [
    "otelcol otelcol-google otel-collector opentelemetry-collector opentelemetry-operations-collector collector-contrib",
    { ports: [4317, 4318, 8888, 8889, 13133, 55679, 9411, 14250, 14268, 6831, 6832] },
  ],
  [
    "jaeger jaeger-agent all-in-one",
    { ports: [4317, 4318, 5775, 5778, 6831, 6832, 9411, 14250, 14268, 16686] },
  ],
  ["zipkin", { ports: [9411] }],
  ["datadog datadog-agent", { ports: [8125, 8126, 4317, 4318, 5000] }],
  ["statsd-exporter", { ports: [9125, 9102] }],
  ["statsd telegraf cloudwatch-agent", { ports: [8125, 8092, 8094, 4317, 4318] }],
  ["fluentd fluent-bit fluentbit", { ports: [24224, 2020, 5170, 9880] }],
  ["vector alloy grafana-agent", { ports: [4317, 4318, 8686, 12345] }],
  ["prometheus", { ports: [9090] }],
  ["pushgateway", { ports: [9091] }],
  ["consul", { ports: [8500, 8502, 8600] }],
  ["vault", { ports: [8200, 8100] }],
  ["daprd dapr", { ports: [3500, 50001, 9090] }],
  ["nginx nginx-unprivileged openresty", { ports: [80, 443, 8080, 8443] }],
  // https://kubernetes.github.io/ingress-nginx: the image is named `ingress-nginx/controller`.
  ["controller nginx-ingress-controller", { ports: [10254] }],
  ["coredns", { ports: [53, 8080, 8181, 9153] }],
  ["php-fpm fpm php", { ports: [9000] }],
  ["httpd apache caddy traefik", { ports: [80, 443, 8080, 8443, 2019] }],
  ["varnish", { ports: [80, 6081] }],
  ["ollama", { ports: [11434] }],
  ["vllm vllm-openai", { ports: [8000] }],
  ["triton tritonserver", { ports: [8000, 8001, 8002] }],
  ["selenium standalone-chrome standalone-chromium standalone-firefox", { ports: [4444, 7900] }],
  ["chrome browserless headless-shell", { ports: [3000, 9222] }],
  ["gotenberg", { ports: [3000] }],
  ["opa", { ports: [8181, 8282, 9191] }],
  ["oauth2-proxy", { ports: [4180] }],
  ["node-exporter", { ports: [9100] }],
  ["redis-exporter", { ports: [9121] }],
  ["postgres-exporter", { ports: [9187] }],
  ["envoy istio-proxy proxyv2 consul-dataplane", { ports: [9901, 10000], forwardsAnything: true }],
  ["haproxy stunnel socat ghostunnel gost tcp-proxy", { ports: [], forwardsAnything: true }],
  ["linkerd-proxy", { ports: [4140, 4143, 4190, 4191] }],
];

/** What may follow a known name without making it another program, beside versions. */
const VARIANTS: ReadonlySet<string> = new Set(
  (
    "server stack alpine debian ubuntu bookworm bullseye ubi ubi8 ubi9 ha cluster master primary replica standalone " +
    "unprivileged contrib k8s docker agent gcloud image db database oss ce ee community enterprise custom core full slim " +
    "lite sidecar fips distroless official"
  ).split(" "),
);

/**
 * What is known of an image by the start of its name: `redis-stack-server` and `postgres-16` are what they say,
 * `redis-consumer` and `postgres-backup` are not.
 *
 * @param image The last component of the repository, in lower case.
 */
export function knownListener(image: string): KnownListener | undefined {
  const words = image.split(/[-_.]+/);
  for (let length = words.length; length > 0; length--) {
    const found = BY_NAME.get(words.slice(0, length).join("-"));
    if (found !== undefined) {
      const rest = words.slice(length);
      return rest.every((word) => VARIANTS.has(word) || /^v?\d+$/.test(word)) ? found : undefined;
    }
  }
  return undefined;
}

const BY_NAME: ReadonlyMap<string, KnownListener> = new Map(
  KNOWN.flatMap(([names, listener]) => names.split(" ").map((name) => [name, listener] as const)),
);

/**
 * Ports of service meshes, whose sidecars the cluster adds to pods, so that no program shows them:
 * https://istio.io/latest/docs/ops/deployment/application-requirements and https://linkerd.io/2/reference/proxy-metrics.
 */
export const MESH_PORTS: readonly number[] = [
  15000, 15001, 15004, 15006, 15020, 15021, 15053, 15090, 4140, 4143, 4190, 4191,
];
