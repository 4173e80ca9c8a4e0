import { problemAt, quote } from "../problem";
import { databasesOfType, type Rule } from "./rule";

/** What is to survive the loss of a region stands in another one. */
export const databaseRegions: Rule = (subject) => {
  const region = subject.file["gcp:region"];
  return databasesOfType(subject, "alloydb").flatMap(([name, { secondaryRegion }]) =>
    secondaryRegion === undefined || secondaryRegion !== region
      ? []
      : [
          problemAt(["holdfast:postgres", name, "secondaryRegion"], {
            found: `${quote(secondaryRegion)}, in which the primary cluster is (gcp:region)`,
            allowed: "another region: the secondary cluster is there for the loss of this one",
            action: 'Name another region, such as "us-east1", or remove it.',
          }),
        ],
  );
};
