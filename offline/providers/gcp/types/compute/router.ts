import type { RouterArgs, RouterState } from "@pulumi/gcp/compute";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { atMostOne, oneOf } from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import {
  computeLink,
  deletionPolicy,
  lowerCaseName,
  needsProject,
  needsRegion,
  now,
  project,
  region,
  sameReference,
} from "../../properties";

const id = (r: Reading) =>
  `projects/${r.text("project")}/regions/${r.text("region")}/routers/${r.text("name")}`;

/** A Cloud Router. */
export const router = describe<RouterArgs, RouterState>({
  token: "gcp:compute/router:Router",
  id,
  required: [],
  autoName: lowerCaseName(),
  defaults: { "bgp.advertiseMode": "DEFAULT", "bgp.keepaliveInterval": 20 },
  rules: [
    needsProject,
    needsRegion,
    atMostOne("network", "nccGateway"),
    oneOf("bgp.advertiseMode", "DEFAULT", "CUSTOM", ""),
  ],
  replaces: [
    "encryptedInterconnectRouter",
    "name",
    "nccGateway",
    "network",
    "params",
    "project",
    "region",
  ],
  ignores: [sameReference("network")],
  sets: ["bgp.advertisedIpRanges"],
  computed: {
    creationTimestamp: assigned(now),
    selfLink: derived((r) => computeLink(id(r))),
  },
  decided: { deletionPolicy, project, region },
});
