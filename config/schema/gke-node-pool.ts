import { z } from "zod";
import { memory } from "./memory";
import { oneOf, text, wholeNumber } from "./value";

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const labelKey = text(
  /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
  "a label of Kubernetes, up to 63 letters, digits, dots, underscores and hyphens, with a domain and a slash before it or without",
);
const labelValue = text(
  /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/,
  "up to 63 letters, digits, dots, underscores and hyphens",
);

const taint = z.strictObject({
  key: labelKey.meta({ description: "Key of the taint.", change: "In place." }),
  value: labelValue.default("").meta({ description: "Value of the taint.", change: "In place." }),
  effect: oneOf(["NO_SCHEDULE", "PREFER_NO_SCHEDULE", "NO_EXECUTE"]).meta({
    description: "What happens to pods that do not tolerate the taint.",
    change: "In place.",
  }),
});

/** What the stack file says of one node pool of a standard cluster. */
export const nodePool = z
  .strictObject({
    machineType: text(/^[a-z][a-z0-9]*-[a-z0-9-]+$/, 'a machine type such as "e2-standard-4"').meta(
      {
        description:
          "Machine type of each node. It decides for which platform images must be built: c4a, n4a and t2a run linux/arm64, all others linux/amd64.",
        change: "Replaces the nodes one after another: their pods start elsewhere.",
      },
    ),
    minNodes: wholeNumber(0, 1000, "nodes").default(1).meta({
      description: "Fewest nodes, in all zones together.",
      change: "In place.",
    }),
    maxNodes: wholeNumber(1, 1000, "nodes").meta({
      description: "Most nodes, in all zones together. Each takes 256 addresses of podRange.",
      change: "In place.",
    }),
    diskSize: memory("12Gi", "64Ti", true).prefault("100Gi").meta({
      description: "Size of the boot disk of each node.",
      change: "Replaces the nodes one after another: their pods start elsewhere.",
    }),
    diskType: oneOf(["pd-balanced", "pd-standard", "pd-ssd", "hyperdisk-balanced"])
      .default("pd-balanced")
      .meta({
        description:
          "Kind of the boot disk. Machine types of newer series, such as c4 and n4, have hyperdisk-balanced only.",
        change: "Replaces the nodes one after another: their pods start elsewhere.",
      }),
    spot: z.boolean().default(false).meta({
      description:
        "Whether the nodes are cheap ones that Google takes back at any time, with 30 s for their pods to end.",
      change: "Replaces the pool: its pods start elsewhere.",
    }),
    labels: z.record(labelKey, labelValue).default({}).meta({
      description: "Labels of each node, by which pods choose nodes.",
      change: "In place.",
    }),
    taints: z.array(taint).default([]).meta({
      description: "Taints of each node, which keep pods away that do not tolerate them.",
      change: "In place.",
    }),
  })
  .meta({
    instead: {
      minNodeCount: "Set minNodes.",
      maxNodeCount: "Set maxNodes.",
      nodeCount: "Set minNodes and maxNodes.",
      serviceAccount: "Remove it: nodes run as an account of their own.",
      imageType: "Remove it: nodes run Container-Optimized OS.",
    },
  });
