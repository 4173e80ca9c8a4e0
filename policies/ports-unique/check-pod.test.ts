import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Unknown } from "../framework/value";
import { readWorkloads } from "../models/workload/read-workloads";
import { arbitraryData } from "../testing/arbitrary-data";
import { checkPod } from "./check-pod";

const TYPE = "kubernetes:core/v1:Pod";
const unknown = new Unknown("is known only after deployment");

function found(spec: object, type = TYPE): string[] {
  const props = (type === TYPE ? { spec } : { template: spec }) as never;
  return readWorkloads({ type, name: "it", props })
    .flatMap((workload) => checkPod(workload, props))
    .map(({ kind, path, message }) => `${kind}: ${path} ${message}`);
}

const pod = (...containers: object[]) => found({ containers });
const instance = (...containers: object[]) =>
  found({ containers }, "gcp:cloudrunv2/service:Service");

const api = { name: "api", image: "api:1", ports: [{ containerPort: 8000 }] };
const proxy = { name: "proxy", image: "proxy:1" };
const PORT = (value: string) => [{ name: "PORT", value }];

describe("P9: the containers of one pod", () => {
  it("fail with one port of two of them, in either order", () => {
    expect(pod(api, { ...proxy, ports: api.ports })).toEqual([
      'violation: spec.containers[1].ports[0].containerPort is the port "8000" of container "proxy", which container "api" has too: only one of a pod can listen there. Give one of them another port.',
    ]);
    expect(pod({ ...proxy, ports: api.ports }, api)).toHaveLength(1);
  });

  it("fail with the port of an init container that runs on, and not of one that ends", () => {
    const init = { ...proxy, ports: api.ports };
    const sidecar = { ...init, restartPolicy: "Always" };
    expect(found({ initContainers: [sidecar], containers: [api] })).toHaveLength(1);
    expect(found({ initContainers: [init], containers: [api] })).toEqual([]);
  });

  it("fail with each of many, once", () => {
    const others = ["a", "b", "c"].map((name) => ({ name, image: name, ports: api.ports }));
    expect(pod(api, ...others)).toHaveLength(3);
  });

  it("fail with an argument that has one listen where another does", () => {
    expect(pod(api, { ...proxy, args: ["--listen-address=0.0.0.0:8000"] })).toEqual([
      expect.stringContaining('spec.containers[1].args[0] is the port "8000" of container "proxy"'),
    ]);
    expect(pod({ ...proxy, args: ["--listen-address=0.0.0.0:8000"] }, api)).toHaveLength(1);
  });

  it("fail with the variable PORT of a container that declares none, which is named", () => {
    const [message] = pod({ ...proxy, env: PORT("8000") }, api);
    expect(message).toContain('violation: spec.containers[0].env[0].value is the port "8000"');
  });

  it("fail with one port twice in one container, which the cluster refuses", () => {
    const ports = [
      { name: "http", containerPort: 8000 },
      { name: "metrics", containerPort: 8000 },
    ];
    expect(pod({ ...api, ports })).toEqual([
      expect.stringContaining(
        'spec.containers[0].ports[1].containerPort declares the port "8000" of container "api" again, which spec.containers[0].ports[0].containerPort declares already',
      ),
    ]);
  });

  it.each<[string, object]>([
    ["TCP and UDP", { ports: [{ containerPort: 8000, protocol: "UDP" }] }],
    ["another port", { ports: [{ containerPort: 8001 }] }],
    ["where a client connects to", { args: ["--upstream=http://localhost:8000"] }],
    ["a port of the usual ones of its image", { image: "nginx:1.27" }],
    ["a variable beside a declared port", { ports: [{ containerPort: 1 }], env: PORT("8000") }],
    ["nothing at all", {}],
  ])("pass with %s", (_, more) => {
    expect(pod(api, { ...proxy, ...more })).toEqual([]);
    expect(pod({ ...proxy, ...more }, api)).toEqual([]);
  });

  it("pass with a worker that has the image and the variables of the server", () => {
    const server = { ...api, ports: undefined, env: PORT("8000") };
    expect(pod(server, { ...server, name: "worker", args: ["work"] })).toEqual([]);
  });

  it.each<[string, object, object]>([
    ["is not known", { image: unknown }, {}],
    ["of the other is not known", {}, { image: unknown }],
    ["is not given", { image: undefined }, {}],
    ["of the other is not given", {}, { image: undefined }],
  ])("pass with one variable of two where the image %s", (_, one, other) => {
    expect(
      pod(
        { name: "a", image: "a:1", env: PORT("8000"), ...one },
        { name: "b", image: "b:1", env: PORT("8000"), ...other },
      ),
    ).toEqual([]);
  });

  it("fail with one variable of two programs, at the second", () => {
    expect(
      pod(
        { name: "a", image: "a:1", env: PORT("8000") },
        { name: "b", image: "b:1", env: PORT("8000") },
      ),
    ).toEqual([
      expect.stringContaining(
        'violation: spec.containers[1].env[0].value is the port "8000" of container "b", which container "a" has too',
      ),
    ]);
  });

  it("pass with what is put in to look for faults, and with one that does not know all its own ports", () => {
    const looking = { ...proxy, ports: api.ports };
    expect(found({ containers: [api], ephemeralContainers: [looking] })).toEqual([]);
    expect(pod({ ...api, ports: [{ containerPort: unknown }, { containerPort: 8000 }] })).toEqual(
      [],
    );
  });

  it("are not evaluated with such a worker beside a server that declares its port", () => {
    const worker = { ...api, name: "worker", ports: undefined, env: PORT("8000") };
    for (const containers of [
      [api, worker],
      [worker, api],
    ]) {
      expect(pod(...containers)).toEqual([expect.stringMatching(/^undetermined: .*env\[0\]/)]);
    }
  });

  it("are not evaluated where a port is unknown, which hides no collision beside it", () => {
    const more = { ...proxy, ports: [{ containerPort: unknown }, { containerPort: 8000 }] };
    expect(pod(api, more).map((message) => message.split(" ", 2).join(" "))).toEqual([
      "violation: spec.containers[1].ports[1].containerPort",
      "undetermined: spec.containers[1].ports[0].containerPort",
    ]);
    expect(pod({ ...proxy, ports: [{ containerPort: unknown }] }, { name: "b" })).toEqual([]);
  });

  it("are judged without an error, whatever stands in the place of a pod", () => {
    const keys =
      "spec containers initContainers restartPolicy ports containerPort name protocol env value args image";
    fc.assert(
      fc.property(arbitraryData(keys, ["8000", "PORT", "Always"]), (data) => {
        for (const workload of readWorkloads({ type: TYPE, name: "it", props: data })) {
          checkPod(workload, data);
        }
      }),
    );
  });
});

describe("P9: the containers of one instance on Cloud Run", () => {
  const ingress = { name: "proxy", image: "proxy:1", ports: { containerPort: 8080 } };

  it("fail with a sidecar on the port of the one that takes the requests, declared or not", () => {
    const app = { name: "app", image: "app:1", envs: PORT("8080") };
    expect(instance(ingress, app)).toEqual([
      'violation: template.containers[1].envs[0].value is the port "8080" of container "app", which container "proxy" has too: only one of an instance can listen there. Give one of them another port.',
    ]);
    expect(instance({ name: "web", image: "web:1" }, app)).toHaveLength(1);
  });

  it("pass with a sidecar on another port, or on none", () => {
    expect(instance(ingress, { name: "app", image: "app:1", envs: PORT("8888") })).toEqual([]);
    expect(instance(ingress, { name: "app", image: "app:1" })).toEqual([]);
  });
});
