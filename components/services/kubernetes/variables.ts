import { createHmac } from "node:crypto";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { createSecret } from "../../gke/secret";

/** The values that pods of a service are given, by key. Keys of the two are different. */
export interface Values {
  /** What may be read by everyone. */
  readonly plain: Readonly<Record<string, pulumi.Input<string>>>;
  /** What is secret. */
  readonly secret: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Where values stand in the cluster. */
export interface ValueObjects {
  /** Name of the ConfigMap and of the Secret. */
  readonly objectName: string;
  /** The values. */
  readonly values: Values;
}

/** The variables of a container in the order of their names, each from the key under which its value stands. */
export function environment(
  keys: Readonly<Record<string, string>>,
  { objectName, values }: ValueObjects,
): kubernetes.types.input.core.v1.EnvVar[] {
  return Object.entries(keys)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, key]) => {
      // One entry each and not all at once: a key that is missing then stops the pod instead of leaving out a variable.
      const place = { name: objectName, key };
      return {
        name,
        valueFrom: Object.hasOwn(values.secret, key)
          ? { secretKeyRef: place }
          : { configMapKeyRef: place },
      };
    });
}

/**
 * A text that is another one when any value is. It does not help to guess a value, since who guesses does not have
 * `key`, which is kept secret in the state.
 */
export function hashOf(
  { plain, secret }: Values,
  key: pulumi.Input<string>,
): pulumi.Output<string> {
  const sorted = (values: Readonly<Record<string, string>>) =>
    Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));
  const hash = pulumi
    .all([key, pulumi.output(plain), pulumi.output(secret)])
    .apply(([key, plain, secret]) =>
      createHmac("sha256", key)
        .update(JSON.stringify([sorted(plain), sorted(secret)]))
        .digest("hex"),
    );
  return pulumi.unsecret(hash);
}

/** The ConfigMap and the Secret that hold values; neither where it would be empty. */
export function createValueObjects(
  name: string,
  { objectName, values }: ValueObjects,
  metadata: kubernetes.types.input.meta.v1.ObjectMeta,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const named = { ...metadata, name: objectName };
  const objects: pulumi.Resource[] = [];
  if (Object.keys(values.plain).length > 0) {
    objects.push(
      new kubernetes.core.v1.ConfigMap(name, { metadata: named, data: values.plain }, options),
    );
  }
  if (Object.keys(values.secret).length > 0) {
    objects.push(createSecret(name, values.secret, named, options));
  }
  return objects;
}
