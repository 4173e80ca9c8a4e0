import type { StackConfiguration } from "../../config";
import { mapEntries } from "../map-entries";
import type { ProjectApis } from "../project/project-apis";
import type { Services } from "../services/services";
import { Edge } from "./edge";
import { edgeInputs } from "./edge-inputs";

/** Creates the edge of the stack file in front of `services`; `undefined` where the stack has none. */
export function createEdge(
  { stack, region, edge }: StackConfiguration,
  { services }: Services,
  apis: ProjectApis,
): Edge | undefined {
  return (
    edge &&
    new Edge(
      `${stack}-edge`,
      {
        ...edgeInputs(edge),
        region,
        services: mapEntries(services, ({ service }) => service.serviceName),
      },
      { dependsOn: apis.enabled("certificateManager", "compute", "dns") },
    )
  );
}
