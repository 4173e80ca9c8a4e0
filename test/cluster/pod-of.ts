import type { KubernetesObject } from "./kubernetes-object";

interface PodTemplate {
  readonly metadata?: KubernetesObject["metadata"];
  readonly spec?: { readonly volumes?: readonly object[] };
}

interface WorkloadSpec {
  readonly template?: PodTemplate;
  readonly jobTemplate?: { readonly spec?: WorkloadSpec };
  readonly volumeClaimTemplates?: readonly { readonly metadata?: { readonly name?: string } }[];
}

/**
 * The pod that a workload would start: a workload is accepted whatever the admission says of its pods, which then never come.
 * Undefined for what is no workload.
 */
export function podOf(object: KubernetesObject): KubernetesObject | undefined {
  if (!/^(apps|batch)\//.test(object.apiVersion)) return undefined;
  const spec = object.spec as WorkloadSpec | undefined;
  const owner = spec?.jobTemplate?.spec ?? spec;
  const template = owner?.template;
  if (template?.spec === undefined) return undefined;
  const claims = (spec?.volumeClaimTemplates ?? []).map(({ metadata }) => ({
    name: metadata?.name,
    persistentVolumeClaim: { claimName: `${metadata?.name}-${object.metadata?.name}-0` },
  }));
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      ...template.metadata,
      name: `${object.metadata?.name}-0`,
      namespace: object.metadata?.namespace ?? "default",
    },
    spec: {
      ...template.spec,
      ...(claims.length > 0 && { volumes: [...(template.spec.volumes ?? []), ...claims] }),
    },
  };
}
