import { type Finding, undetermined } from "../framework/finding";
import { Place } from "../framework/place";
import type { StackFinding, StackResource } from "../framework/policy";
import { subjectOf } from "../framework/subject";
import { Relations } from "../models/relation/relations";
import { checkSetting } from "../models/setting/required-setting";
import { checkMetadata, checkPrivate, isCluster, isNodePool } from "./check";

/** What is wrong with one node pool, by itself. */
export function checkNodePool(pool: Place): readonly Finding[] {
  const isPrivate = pool.at("networkConfig", "enablePrivateNodes");
  return [
    ...(isGiven(isPrivate) ? checkPrivate(isPrivate) : []),
    ...checkMetadata(pool.at("nodeConfig")),
    ...checkSetting(pool.at("management", "autoRepair"), {
      allows: (value) => value !== false,
      consequence: "so a node that fails keeps its pods until somebody replaces it",
      action: "It must be true, which is the default. Set it to true or remove it.",
    }),
  ];
}

/** Judges the node pools that leave it to their cluster whether nodes are private. */
export function judgeNodePools(stack: readonly StackResource[]): readonly StackFinding[] {
  const relations = Relations.of(stack);
  return stack
    .filter(({ type }) => isNodePool(type))
    .flatMap((pool) =>
      judge(pool, relations).map((finding) => ({
        subject: subjectOf({ ...pool, props: pool.inputs ?? pool.props }),
        urn: pool.urn,
        finding,
      })),
    );
}

function judge(pool: StackResource, relations: Relations): readonly Finding[] {
  const inputs = new Place(pool.inputs ?? pool.props);
  const own = inputs.at("networkConfig", "enablePrivateNodes");
  if (isGiven(own)) {
    return [];
  }
  const clusters = relations.behind(pool, inputs.at("cluster"), isCluster);
  const [first, ...others] = clusters.map(({ resource }) =>
    checkPrivate(
      new Place(resource.inputs ?? resource.props).at("privateClusterConfig", "enablePrivateNodes"),
    ),
  );
  if (first === undefined || others.some((findings) => findings.length !== first.length)) {
    return [
      undetermined(
        own.path,
        "is not set, so it is as the cluster says, which this program does not tell. Set it.",
      ),
    ];
  }
  return first.map((finding) => ({ ...finding, path: own.path }));
}

function isGiven({ value }: Place): boolean {
  return value !== undefined && value !== null;
}
