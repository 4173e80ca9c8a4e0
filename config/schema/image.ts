import { text } from "./value";

/** A reference to a container image. What it leads to, a registry alone can say. */
export const image = text(
  /^(?!.*:\/\/)[\x21-\x7e]{1,1024}$/,
  'an image such as "us-central1-docker.pkg.dev/project/repository/image:1.4.2", without spaces and without "https://"',
);

/** The version of an image: what stands behind its name. */
export const version = text(
  /^(\w[\w.-]{0,127}(@sha256:[0-9a-f]{64})?|sha256:[0-9a-f]{64})$/,
  'a tag such as "1.4.2", one with its digest, or a digest alone, in quotes where YAML would read a number',
);
