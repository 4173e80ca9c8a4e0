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
    cache(),
    cacheService(),
    denyAll(),
    denyAll("data"),
    allowDns,
    allowCache(),
    admitApi(),
  ],
  findings: [],
} satisfies PolicyCase;
