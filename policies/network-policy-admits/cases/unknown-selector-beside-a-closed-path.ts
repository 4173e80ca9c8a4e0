import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import {
  admitApi,
  allowCache,
  cache,
  cachePeer,
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
    allowCache({ to: [{ ...cachePeer, podSelector: { matchLabels: { app: UNKNOWN } } }] }),
    admitApi(),
  ],
  findings: [
    { resource: "api", kind: "violation", path: "" },
    {
      resource: "api",
      kind: "undetermined",
      path: "spec.template.spec.containers[0].env[0].value",
    },
  ],
} satisfies PolicyCase;
