import { formatRepository, type ImageReference } from "../registry/reference";

/**
 * What others publish and an application only uses, by the last part of its repository: two databases of one application
 * may well be of two versions. They are the names of databases, caches, brokers, proxies, agents and base images, in
 * whatever registry a copy of them is.
 */
const NAMES: ReadonlySet<string> = new Set(
  (
    "postgres postgresql postgis timescaledb timescaledb-ha pgvector pgbouncer pgadmin4 postgres-exporter mysql mariadb percona mongo mongodb " +
    "redis redis-stack redis-stack-server redis-cluster redis-sentinel redis_exporter valkey keydb dragonfly memcached cassandra scylla couchdb " +
    "cockroach clickhouse clickhouse-server influxdb neo4j elasticsearch opensearch kibana logstash solr qdrant weaviate milvus chroma minio mc etcd " +
    "zookeeper consul vault rabbitmq kafka cp-kafka redpanda nats nats-server nats-box eclipse-mosquitto pulsar zipkin jaeger all-in-one " +
    "nginx nginx-unprivileged nginx-exporter nginx-prometheus-exporter httpd caddy traefik haproxy envoy envoyproxy proxyv2 varnish squid oauth2-proxy " +
    "cloud-sql-proxy gce-proxy cloudsql-proxy alloydb-auth-proxy esp endpoints-runtime linkerd-proxy daprd " +
    "prometheus alertmanager pushgateway node-exporter grafana loki promtail tempo mimir opentelemetry-collector opentelemetry-collector-contrib " +
    "otelcol collector otel-collector google-built-opentelemetry-collector fluentd fluent-bit vector telegraf datadog-agent agent git-sync kubectl " +
    "alpine amazoncorretto archlinux bash buildpack-deps busybox centos clojure curl debian docker eclipse-temurin elixir erlang fedora gcc golang " +
    "gradle groovy haskell ibmjava jruby julia maven node openjdk oraclelinux perl php pypy python r-base rockylinux ruby rust sapmachine swift " +
    "ubuntu ubi ubi8 ubi9 ubi-minimal static base base-debian12 static-debian12 cc distroless jre jdk aspnet runtime dotnet-runtime " +
    "wordpress ghost drupal joomla nextcloud keycloak dex airflow superset metabase jenkins sonarqube nexus3 registry adminer phpmyadmin mailhog mailpit"
  ).split(" "),
);

/** Registries and accounts of publishers, below which an application keeps nothing of its own. */
const PUBLISHERS: readonly string[] = [
  "registry.k8s.io/",
  "k8s.gcr.io/",
  "gke.gcr.io/",
  "gcr.io/distroless/",
  "gcr.io/cloud-sql-connectors/",
  "gcr.io/cloudsql-docker/",
  "gcr.io/google-containers/",
  "gcr.io/google.com/cloudsdktool/",
  "mcr.microsoft.com/",
  "docker.elastic.co/",
  "registry.access.redhat.com/",
  "nvcr.io/nvidia/",
  "cgr.dev/chainguard/",
  "public.ecr.aws/docker/library/",
  "public.ecr.aws/aws-observability/",
  "quay.io/prometheus/",
  "quay.io/jetstack/",
  "ghcr.io/open-telemetry/",
  "ghcr.io/cloudnative-pg/",
  "docker.io/bitnami/",
  "docker.io/bitnamilegacy/",
  "docker.io/grafana/",
  "docker.io/hashicorp/",
  "docker.io/istio/",
  "docker.io/otel/",
  "docker.io/prom/",
  "docker.io/confluentinc/",
  "docker.io/curlimages/",
];

/**
 * Tells whether each workload may choose its own version of an image.
 *
 * @param more Repositories that are so too: in full (`docker.io/shop/tool`), by the last part (`tool`), or all below a path (`docker.io/vendor/*`).
 */
export function isIndependent(reference: ImageReference, more: readonly string[]): boolean {
  const repository = formatRepository(reference);
  const name = repository.slice(repository.lastIndexOf("/") + 1);
  return (
    NAMES.has(name) ||
    PUBLISHERS.some((start) => repository.startsWith(start)) ||
    more.some((entry) =>
      entry.endsWith("/*")
        ? repository.startsWith(entry.slice(0, -1))
        : entry === repository || entry === name,
    )
  );
}
