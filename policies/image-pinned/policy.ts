import { definePolicy } from "../framework/define-policy";
import { imagesOf } from "../models/workload/images";
import { isWorkload, readWorkloads } from "../models/workload/read-workloads";
import { checkImage } from "./check";

/** Refuses images whose reference may mean another image tomorrow. */
export const imagePinned = definePolicy({
  id: "image-pinned",
  displayName: "Images are pinned",
  description:
    "Refuses an image without a tag, with the tag latest, or with a tag that names a moving channel such as main or stable. " +
    "What such a reference means changes without a change of the program, so two instances of one service can run different code and no rollback is sure.",
  severity: "high",
  remediation:
    "Pin the digest of the image, or a tag that names one release or commit, such as 1.4.2 or the hash of the commit.",
  incidents: ["A3", "A13"],
  appliesTo: isWorkload,
  resource: (resource) =>
    readWorkloads(resource)
      .flatMap(imagesOf)
      .flatMap((place) => checkImage(place)),
});
