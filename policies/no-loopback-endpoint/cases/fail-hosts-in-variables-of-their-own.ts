import type { PolicyCase } from "../../testing/policy-case";

/** Names that expect a host, and spellings of loopback. */
export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "api",
      props: {
        name: "api",
        template: {
          containers: [
            {
              name: "api",
              image: "registry.example.com/api:1.4.2",
              envs: [
                { name: "PGHOST", value: "localhost" },
                { name: "DB_HOSTNAME", value: "LOCALHOST." },
                { name: "REDIS_ADDR", value: "127.1:6379" },
                { name: "KAFKA_BROKERS", value: "b.example.com:9092,localhost:9092" },
                { name: "SEARCH_ENDPOINT", value: "[::1]:9200" },
                { name: "BILLING_SERVER", value: "0x7f000001" },
                { name: "SMTP_HOST", value: "2130706433" },
                { name: "CACHE_URL", value: "//localhost:6379" },
                { name: "AUTH_URI", value: "http://0.0.0.0:9000" },
                { name: "DB_HOST", value: "0.0.0.0" },
              ],
            },
          ],
        },
      },
    },
  ],
  findings: [
    { kind: "violation", path: "template.containers[0].envs[0].value" },
    { kind: "violation", path: "template.containers[0].envs[1].value" },
    { kind: "violation", path: "template.containers[0].envs[2].value" },
    { kind: "violation", path: "template.containers[0].envs[3].value" },
    { kind: "violation", path: "template.containers[0].envs[4].value" },
    { kind: "violation", path: "template.containers[0].envs[5].value" },
    { kind: "violation", path: "template.containers[0].envs[6].value" },
    { kind: "violation", path: "template.containers[0].envs[7].value" },
    { kind: "violation", path: "template.containers[0].envs[8].value" },
    { kind: "violation", path: "template.containers[0].envs[9].value" },
  ],
} satisfies PolicyCase;
