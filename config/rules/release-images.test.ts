import type { Raw } from "../stack-file.fixture";
import { releaseImages } from "./release-images";
import { accepts, refuses } from "./table.fixture";

const digest = `sha256:${"1".repeat(64)}`;

refuses(releaseImages, [
  {
    name: "A13: a tag alone where digests are demanded",
    change: (file) => {
      file["holdfast:release"] = { pinning: "digest" };
      file["holdfast:services"].auth.image += `@${digest}`;
    },
    at: ["services.backend.image"],
    says: "images -- pin --stack",
  },
  {
    name: "A13: a digest that is cut",
    change: (file) => {
      file["holdfast:release"] = { pinning: "digest" };
      file["holdfast:services"].auth.image += `@${digest}`;
      file["holdfast:services"].backend.image += `@${digest.slice(0, -1)}`;
    },
    at: ["services.backend.image"],
  },
  {
    name: "A13: a version without a digest, at the key that is written",
    change: (file) => {
      file["holdfast:release"] = { pinning: "digest" };
      for (const service of Object.values<Raw>(file["holdfast:services"])) {
        delete service.image;
        service.version = "1.4.0";
      }
    },
    at: ["services.backend.version", "services.auth.version"],
    says: "/netra/backend:1.4.0",
  },
  {
    name: "a previous image of a service that is not there",
    change: (file) => {
      file["holdfast:release"] = { previous: { bakend: "netra/backend:1.4.1" } };
    },
    at: ["release.previous.bakend"],
    says: '"backend"',
  },
]);

accepts(releaseImages, [
  {
    name: "A13: versions with their digests",
    change: (file) => {
      file["holdfast:release"] = { pinning: "digest" };
      for (const service of Object.values<Raw>(file["holdfast:services"])) {
        delete service.image;
        service.version = `1.4.0@${digest}`;
      }
    },
  },
  { name: "tags where nothing is demanded", change: () => {} },
  {
    name: "digests with and without tags",
    change: (file) => {
      file["holdfast:release"] = {
        pinning: "digest",
        previous: { auth: `netra/auth@${digest}` },
      };
      file["holdfast:services"].auth.image += `@${digest}`;
      file["holdfast:services"].backend.image = `gcr.io/netra/backend@${digest}`;
    },
  },
]);
