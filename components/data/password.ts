import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { type Transform, transformed } from "../transform";

/** A generated password, as the child `<name>-password`. */
export function createPassword(
  name: string,
  transform: Transform<random.RandomPasswordArgs> | undefined,
  options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  return new random.RandomPassword(
    ...transformed<random.RandomPasswordArgs>(
      transform,
      `${name}-password`,
      // Letters and digits only: safe in a URL, a shell, a DSN and a configuration file. 32 of them are 190 bits.
      { length: 32, special: false },
      options,
    ),
  ).result;
}
