import type { PolicyCase } from "../../testing/policy-case";

/** Under names that tell nothing. */
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
                { name: "A", value: "postgresql://aia:supersecret@localhost:5432/aia_production" },
                { name: "B", value: "jdbc:postgresql://localhost:5432/db?password=supersecret" },
                { name: "C", value: "host=localhost user=aia password=supersecret" },
                { name: "D", value: "aia:supersecret@tcp(localhost:3306)/db" },
                { name: "E", value: "Server=tcp:localhost,1433;User Id=aia;Password=supersecret" },
                { name: "F", value: "mongodb://aia:supersecret@db.example.com,localhost:27017/db" },
                { name: "G", value: "localhost:6379,password=supersecret" },
                { name: "H", value: "postgresql://aia:supersecret@%6cocalhost/db" },
                { name: "I", value: "postgresql://aia:supersecret@/db?host=127.0.0.1" },
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
  ],
  hides: ["supersecret"],
} satisfies PolicyCase;
