import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Unknown } from "../framework/value";
import { readWorkloads } from "../models/workload/read-workloads";
import { arbitraryData } from "../testing/arbitrary-data";
import { checkPorts } from "./check-workload";

const TYPE = "kubernetes:core/v1:Pod";

function messages(...containers: object[]): string[] {
  const props = { spec: { containers: containers.map((each) => ({ image: "app:1", ...each })) } };
  return readWorkloads({ type: TYPE, name: "it", props: props as never })
    .flatMap((workload) => checkPorts(workload, props as never))
    .map(({ kind, path, message }) => `${kind}: ${path} ${message}`);
}

const api = { name: "api", ports: [{ containerPort: 8000, name: "http" }] };

describe("P9: ports of one pod", () => {
  it("fail with a probe of a port that the container does not have", () => {
    expect(messages({ ...api, readinessProbe: { httpGet: { port: 8080 } } })).toEqual([
      'violation: spec.containers[0].readinessProbe.httpGet.port asks the port "8080" of container "api", which has "8000". Ask a port that it has, or declare this one in "ports".',
    ]);
  });

  it("fail with a probe of a name that no port has", () => {
    expect(messages({ ...api, livenessProbe: { tcpSocket: { port: "web" } } })).toEqual([
      'violation: spec.containers[0].livenessProbe.tcpSocket.port asks the port "web" of container "api", which names "http". Give the name to a port of it, or a number here.',
    ]);
    const [message] = messages({ name: "api", livenessProbe: { tcpSocket: { port: "web" } } });
    expect(message).toContain('container "api", which names none.');
  });

  it("fail with a probe of a name that a port of another container has", () => {
    const worker = { name: "worker", ports: [{ containerPort: 9000 }, { name: "work" }] };
    expect(messages(api, { ...worker, readinessProbe: { tcpSocket: { port: "http" } } })).toEqual([
      'violation: spec.containers[1].readinessProbe.tcpSocket.port asks the port "http" of container "worker", which names "work". Give the name to a port of it, or a number here.',
    ]);
  });

  it("fail with a probe of another port than the variable PORT names", () => {
    const env = [{ name: "PORT", value: "8000" }];
    expect(messages({ name: "api", env, readinessProbe: { httpGet: { port: 9000 } } })).toEqual([
      'violation: spec.containers[0].readinessProbe.httpGet.port asks the port "9000" of container "api", which has "8000". Ask a port that it has, or declare this one in "ports".',
    ]);
  });

  it("are not evaluated with a probe of a name where the list of ports is unknown", () => {
    const ports = new Unknown("is known only after deployment");
    expect(messages({ name: "api", ports, livenessProbe: { tcpSocket: { port: "web" } } })).toEqual(
      [
        'undetermined: spec.containers[0].livenessProbe.tcpSocket.port asks the port "web" of container "api", which could not be compared: it has ports of which the list is known only after deployment. Give both as literals.',
      ],
    );
  });

  it("fail with a probe of a name where what else is unknown cannot give it", () => {
    const command = [new Unknown("is known only after deployment")];
    const [message] = messages({ ...api, command, livenessProbe: { tcpSocket: { port: "web" } } });
    expect(message).toMatch(/^violation: .*names "http"/);
  });

  it("fail with a variable PORT beside the port", () => {
    expect(messages({ ...api, env: [{ name: "PORT", value: "3000" }] })).toEqual([
      'violation: spec.containers[0].env[0].value gives container "api" the port "3000" as "PORT", but it declares "8000". Let both name one port.',
    ]);
  });

  it("pass with a probe of another host, or of what settings name", () => {
    expect(messages({ ...api, readinessProbe: { httpGet: { port: 1, host: "other" } } })).toEqual(
      [],
    );
    const management = [{ name: "MANAGEMENT_SERVER_PORT", value: "8081" }];
    expect(
      messages({ ...api, env: management, readinessProbe: { httpGet: { port: 8081 } } }),
    ).toEqual([]);
  });

  it("fail with words of their own beside a port that is no number", () => {
    const api = { name: "api", ports: [{ containerPort: "http" }] };
    const [message] = messages({ ...api, readinessProbe: { tcpSocket: { port: 8000 } } });
    expect(message).toContain('of container "api", which has none by number. Ask');
  });

  it("pass where an image is known to listen on the port of its probes", () => {
    for (const [image, port] of [
      ["registry.k8s.io/ingress-nginx/controller:v1.12.0", 10254],
      ["registry.k8s.io/coredns/coredns:v1.11.3", 8181],
    ] as const) {
      const probe = { httpGet: { path: "/healthz", port } };
      expect(messages({ ...api, image, livenessProbe: probe })).toEqual([]);
    }
  });

  it("pass with a number that is written as a text, or with none", () => {
    for (const port of ["8000", ""]) {
      expect(messages({ ...api, readinessProbe: { httpGet: { port } } })).toEqual([]);
    }
  });

  it("pass where nothing says a port", () => {
    expect(messages({ name: "api", readinessProbe: { httpGet: { port: 8000 } } })).toEqual([]);
    expect(messages({ name: "api", readinessProbe: { httpGet: { port: "8000" } } })).toEqual([]);
  });

  it("are judged without an error, whatever stands in the place of a pod", () => {
    const keys =
      "spec containers initContainers ports containerPort name protocol env value readinessProbe httpGet tcpSocket port host";
    fc.assert(
      fc.property(arbitraryData(keys, ["8000", "http", "PORT"]), (data) => {
        for (const workload of readWorkloads({ type: TYPE, name: "it", props: data })) {
          checkPorts(workload, data);
        }
      }),
    );
  });
});
