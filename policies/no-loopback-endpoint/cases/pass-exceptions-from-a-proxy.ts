import type { PolicyCase } from "../../testing/policy-case";

/** NO_PROXY names what is not sent to a proxy. */
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
                { name: "NO_PROXY", value: "localhost,127.0.0.1,::1,.svc" },
                { name: "no_proxy", value: "localhost:5000" },
                { name: "JAVA_TOOL_OPTIONS", value: "-Dhttp.nonProxyHosts=localhost|127.*" },
              ],
            },
          ],
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
