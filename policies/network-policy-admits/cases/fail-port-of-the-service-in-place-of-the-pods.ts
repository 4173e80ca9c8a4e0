import type { PolicyCase } from "../../testing/policy-case";
import {
  admitApi,
  allowCache,
  allowDns,
  cache,
  cacheService,
  client,
  denyAll,
  namespaces,
} from "../program.fixture";

export default {
  resources: [
    client(),
    ...namespaces,
    cache("store", "redis"),
    cacheService(),
    denyAll(),
    denyAll("data"),
    allowDns,
    allowCache({ ports: [{ port: 6379 }] }),
    admitApi(),
  ],
  findings: [
    {
      resource: "api",
      kind: "violation",
      path: "spec.template.spec.containers[0].env[0].value",
    },
  ],
} satisfies PolicyCase;
