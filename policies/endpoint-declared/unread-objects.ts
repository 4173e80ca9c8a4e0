import type { StackResource } from "../framework/policy";
import { subjectOf } from "../framework/subject";
import { isSharedObject, readSharedObjects } from "../models/carrier/shared-object";
import { findInText } from "../models/carrier/text";
import { isKubernetesObject } from "../models/kubernetes/object-kind";
import type { ToldWorkload } from "../models/told/told-settings";

/** An endpoint in an object that no workload of the program reads. */
export interface UnreadEndpoint {
  readonly resource: StackResource;
  readonly subject: string;
  readonly path: string;
  readonly host: string;
  readonly said: readonly number[];
}

/** The endpoints in ConfigMaps and Secrets that no workload of the program is known to read: somebody else may. */
export function endpointsOfUnread(
  stack: readonly StackResource[],
  workloads: readonly ToldWorkload[],
): readonly UnreadEndpoint[] {
  const read = new Set(
    workloads.flatMap(({ settings, hidden }) =>
      [...settings, ...hidden].map(({ source: { object, objectPath } }) =>
        [object?.resource.urn, objectPath].join(" "),
      ),
    ),
  );
  return stack
    .filter(({ type }) => isSharedObject(type) && isKubernetesObject(type))
    .flatMap((resource) => {
      const props = resource.inputs ?? resource.props;
      const subject = subjectOf({ ...resource, props });
      return readSharedObjects({ ...resource, props })
        .flatMap(({ texts }) => texts)
        .filter(({ path }) => !read.has([resource.urn, path].join(" ")))
        .flatMap(({ text, key, path }) =>
          typeof text === "string"
            ? findInText(text, key)
                .filter(({ endpoint }) => endpoint.use === "connect")
                .map(({ endpoint, at }) => ({
                  resource,
                  subject,
                  path: at === undefined ? path : `${path} at ${at}`,
                  host: endpoint.host,
                  said: endpoint.form === "host" ? [] : endpoint.ports,
                }))
            : [],
        );
    });
}
