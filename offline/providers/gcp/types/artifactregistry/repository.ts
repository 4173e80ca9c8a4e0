import type { RepositoryArgs, RepositoryState } from "@pulumi/gcp/artifactregistry";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import { atMostOne, oneOf } from "../../../declared/rules";
import {
  deletionPolicy,
  labelSecrets,
  labels,
  needsProject,
  now,
  project,
  region,
} from "../../properties";

/** A repository of Artifact Registry. */
export const repository = describe<RepositoryArgs, RepositoryState>({
  token: "gcp:artifactregistry/repository:Repository",
  id: (r) =>
    `projects/${r.text("project")}/locations/${r.text("location")}/repositories/${r.text("repositoryId")}`,
  required: ["format", "repositoryId"],
  defaults: {
    mode: "STANDARD_REPOSITORY",
    "cleanupPolicies.condition.tagState": "ANY",
    "mavenConfig.versionPolicy": "VERSION_POLICY_UNSPECIFIED",
  },
  rules: [
    needsProject,
    oneOf("mode", "STANDARD_REPOSITORY", "VIRTUAL_REPOSITORY", "REMOTE_REPOSITORY", ""),
    oneOf("cleanupPolicies.action", "DELETE", "KEEP", ""),
    oneOf("cleanupPolicies.condition.tagState", "TAGGED", "UNTAGGED", "ANY", ""),
    oneOf("vulnerabilityScanningConfig.enablementConfig", "INHERITED", "DISABLED", ""),
    atMostOne("remoteRepositoryConfig", "virtualRepositoryConfig"),
  ],
  replaces: [
    "format",
    "kmsKeyName",
    "location",
    "mavenConfig.allowSnapshotOverwrites",
    "mavenConfig.versionPolicy",
    "mode",
    "project",
    "remoteRepositoryConfig.aptRepository",
    "remoteRepositoryConfig.commonRepository",
    "remoteRepositoryConfig.description",
    "remoteRepositoryConfig.dockerRepository",
    "remoteRepositoryConfig.mavenRepository",
    "remoteRepositoryConfig.noCache",
    "remoteRepositoryConfig.npmRepository",
    "remoteRepositoryConfig.pythonRepository",
    "remoteRepositoryConfig.yumRepository",
    "repositoryId",
  ],
  sets: ["cleanupPolicies"],
  computed: {
    ...labels,
    createTime: assigned(now),
    name: derived((r) => r.text("repositoryId")),
    registryUri: derived((r) => {
      const format = r.text("format").toLowerCase();
      return `${r.text("location")}-${format}.pkg.dev/${r.text("project")}/${r.text("repositoryId")}`;
    }),
    updateTime: derived(now),
  },
  decided: { deletionPolicy, project, location: region },
  secrets: labelSecrets,
});
