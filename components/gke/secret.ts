import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { mapEntries } from "../map-entries";

/** A Secret with texts, of which a preview knows the keys, and the values that are known by then. */
export function createSecret(
  name: string,
  values: Readonly<Record<string, pulumi.Input<string>>>,
  metadata: kubernetes.types.input.meta.v1.ObjectMeta,
  options: pulumi.CustomResourceOptions,
): kubernetes.core.v1.Secret {
  const stringData = mapEntries(values, (value) => pulumi.secret(value));
  return new kubernetes.core.v1.Secret(
    name,
    { metadata, stringData },
    {
      ...options,
      // The SDK makes one secret of the whole map, all of which is unknown while one value is: a preview could not
      // say any more whether the keys are there that pods refer to.
      transformations: [
        ({ props, opts }: pulumi.ResourceTransformationArgs) => ({
          props: { ...props, stringData },
          opts,
        }),
      ],
    },
  );
}
