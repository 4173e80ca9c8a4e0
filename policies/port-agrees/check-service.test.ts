import { describe, expect, it } from "vitest";
import type { StackResource } from "../framework/policy";
import { Unknown } from "../framework/value";
import { ObjectIndex } from "../models/kubernetes/object-index";
import type { ContainerPorts } from "../models/port/pod-ports";
import { checkServices } from "./check-service";

function resource(type: string, name: string, spec: object): StackResource {
  const props = { metadata: { name, namespace: "shop" }, spec } as never;
  return {
    urn: name,
    type: `kubernetes:${type}`,
    name,
    props,
    inputs: props,
    opts: {} as never,
    dependencies: [],
    propertyDependencies: new Map(),
  };
}

const service = (port: object) =>
  resource("core/v1:Service", "api", { selector: { app: "api" }, ports: [port] });
const deploymentOf = (name: string, labels: object) =>
  resource("apps/v1:Deployment", name, {
    template: { metadata: { labels }, spec: { containers: [{ name: "api" }] } },
  });
const deployment = deploymentOf("api", { app: "api" });

async function messages(
  port: object,
  container: Partial<ContainerPorts>,
  exposed: readonly number[] = [],
  workloads: readonly StackResource[] = [deployment],
): Promise<string[]> {
  const ports = {
    container: {} as never,
    shown: 'container "api"',
    declared: [],
    listening: [],
    listens: new Set<number>(),
    ...container,
  };
  const index = new ObjectIndex([service(port), ...workloads]);
  const findings = await checkServices(
    index,
    () => [ports],
    async () => exposed,
  );
  return findings.map(
    ({ subject, finding }) => `${finding.kind}: ${subject} ${finding.path} ${finding.message}`,
  );
}

const declared = [{ path: "ports[0]", number: 8000, name: "http", protocol: "TCP" }];

describe("P9: a Service", () => {
  it("fails when it leads to a port that its pods do not have", async () => {
    expect(await messages({ port: 80, targetPort: 8080 }, { declared })).toEqual([
      'violation: Service "api" spec.ports[0].targetPort leads to the port "8080" of the pods of Deployment "api", which have "8000": no request arrives. Lead to a port that a container has, or declare this one in "ports" of its container.',
    ]);
    expect(await messages({ port: 80, targetPort: "web" }, { declared })).toEqual([
      'violation: Service "api" spec.ports[0].targetPort leads to the port "web" of the pods of Deployment "api", which name "http": no request arrives. Lead to a port that a container has, or declare this one in "ports" of its container.',
    ]);
    expect(await messages({ port: 80, targetPort: "web" }, {})).toEqual([
      expect.stringContaining("which name no port: no request arrives."),
    ]);
  });

  it("passes when it leads to what a container declares or listens on", async () => {
    expect(await messages({ port: 80, targetPort: 8000 }, { declared })).toEqual([]);
    expect(await messages({ port: 80, targetPort: "http" }, { declared })).toEqual([]);
    expect(
      await messages({ port: 80, targetPort: 9000 }, { declared, listens: new Set([9000]) }),
    ).toEqual([]);
  });

  it("is not evaluated when a container may have other ports", async () => {
    expect(
      await messages({ port: 80, targetPort: 8080 }, { declared, uncertain: "has a part unread" }),
    ).toEqual([
      'undetermined: Service "api" spec.ports[0].targetPort leads to the port "8080" of the pods of Deployment "api", of which none is known to have it: container "api" has a part unread. Declare the port in "ports" of its container.',
    ]);
  });

  it("is not evaluated when it may lead to other pods as well", async () => {
    const others = deploymentOf("others", new Unknown("is known only after deployment"));
    const found = await messages(
      { port: 80, targetPort: 8080 },
      { declared },
      [],
      [deployment, others],
    );
    expect(found).toEqual([
      expect.stringMatching(/^undetermined: .* to have it: other pods may be selected as well\./),
    ]);
  });

  it("passes when it leads to no pods, which is refused elsewhere, or says no port", async () => {
    expect(await messages({ port: 80, targetPort: "web" }, {}, [], [])).toEqual([]);
    expect(await messages({ name: "http" }, { declared })).toEqual([]);
  });

  it("is not evaluated when only the image exposes other ports, and passes when nothing says any", async () => {
    expect(await messages({ port: 80, targetPort: 8080 }, {}, [80])).toEqual([
      expect.stringMatching(
        /^undetermined: .*which declare no port, and whose images expose "80"\./,
      ),
    ]);
    expect(await messages({ port: 80, targetPort: 8080 }, {}, [8080])).toEqual([]);
    expect(await messages({ port: 80, targetPort: 8080 }, {}, [])).toEqual([]);
  });
});
