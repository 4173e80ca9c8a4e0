import { expect, it } from "vitest";
import { readWorkloads } from "../models/workload/read-workloads";
import { checkVariables } from "./check";

it("A5: a variable that is given twice is refused, with both places and no value", () => {
  const env = ["postgresql://app:hunter22@db/app", "postgresql://app:hunter22@localhost/app"].map(
    (value) => ({ name: "DATABASE_URL", value }),
  );
  const props = { spec: { containers: [{ name: "api", env }] } };
  const findings = readWorkloads({ type: "kubernetes:core/v1:Pod", name: "api", props }).flatMap(
    checkVariables,
  );
  expect(findings.map(({ path, message }) => `${path} ${message}`)).toEqual([
    'spec.containers[0].env[1] gives "DATABASE_URL" again, which spec.containers[0].env[0] gives already: a platform refuses the second, or takes it and hides the first. Remove the one that is wrong.',
  ]);
});
