import messages from "@pulumi/pulumi/proto/provider_pb";
import { formatPath } from "../values/path";
import type { DiffResult } from "./provider";

const { DiffChanges } = messages.DiffResponse;
const { Kind } = messages.PropertyDiff;

/** How the protocol names each kind of change, in place and with a replacement. */
const kinds = {
  add: { inPlace: Kind.ADD, replacing: Kind.ADD_REPLACE },
  delete: { inPlace: Kind.DELETE, replacing: Kind.DELETE_REPLACE },
  update: { inPlace: Kind.UPDATE, replacing: Kind.UPDATE_REPLACE },
};

/** Says the result of a comparison as the engine wants it: the changes in detail, by inputs. */
export function diffResponse({ changes, deleteBeforeReplace }: DiffResult): messages.DiffResponse {
  const response = new messages.DiffResponse()
    .setChanges(changes.length === 0 ? DiffChanges.DIFF_NONE : DiffChanges.DIFF_SOME)
    .setDiffsList(topLevel(changes))
    .setReplacesList(topLevel(changes.filter((change) => change.replaces)))
    .setDeletebeforereplace(deleteBeforeReplace)
    .setHasdetaileddiff(true);
  for (const { path, kind, replaces } of changes) {
    const detail = new messages.PropertyDiff()
      .setKind(kinds[kind][replaces ? "replacing" : "inPlace"])
      .setInputdiff(true);
    response.getDetaileddiffMap().set(formatPath(path), detail);
  }
  return response;
}

function topLevel(changes: DiffResult["changes"]): string[] {
  return [...new Set(changes.map((change) => String(change.path[0])))];
}
