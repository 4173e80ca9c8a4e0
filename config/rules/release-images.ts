import { imageOf } from "../images";
import { problemAt, quote, quoteAll } from "../problem";
import { entriesOf, type Rule, servicesOf } from "./rule";

const DIGEST = /@sha256:[0-9a-f]{64}$/;

/** With `pinning: digest` every service names a digest, and what is recorded to go back to belongs to a service. */
export const releaseImages: Rule = (subject) => {
  const release = subject.file["holdfast:release"];
  const services = subject.file["holdfast:services"];
  const unpinned =
    release?.pinning !== "digest"
      ? []
      : servicesOf(subject).flatMap(([name, service]) => {
          const image = imageOf(subject.file, name, service);
          const key = service.image === undefined ? "version" : "image";
          return image === undefined || DIGEST.test(image)
            ? []
            : [
                problemAt(["holdfast:services", name, key], {
                  found: `${quote(image)}, which names no digest`,
                  allowed: 'an image with a digest, since "release.pinning" is "digest"',
                  action: `Run "npm run images -- pin --stack ${subject.stack}", which writes it.`,
                }),
              ];
        });
  const names = Object.keys(services ?? {});
  const strange = entriesOf(services === undefined ? undefined : release?.previous).flatMap(
    ([name]) =>
      names.includes(name)
        ? []
        : [
            problemAt(["holdfast:release", "previous", name], {
              found: `the service ${quote(name)}, which the stack does not have`,
              allowed: `a key of "services": ${quoteAll(names)}`,
              action: "Remove it, or correct the name.",
            }),
          ],
  );
  return [...unpinned, ...strange];
};
