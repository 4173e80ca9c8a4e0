import { text } from "./value";

/** A reference to a container image. What it leads to, a registry alone can say. */
export const image = text(
  /^(?!.*:\/\/)[\x21-\x7e]{1,1024}$/,
  'an image such as "us-central1-docker.pkg.dev/project/repository/image:1.4.2", without spaces and without "https://"',
);
