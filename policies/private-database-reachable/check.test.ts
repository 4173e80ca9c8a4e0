import { describe, expect, it } from "vitest";
import {
  byConnector,
  connector,
  database,
  direct,
  network,
  planned,
  service,
  serviceConnection,
  subnetwork,
} from "../models/network/program.fixture";
import { shownFindings, stackOf } from "../models/network/stack.fixture";
import { UNKNOWN } from "../testing/policy-case";
import { checkReachable } from "./check";

const found = (...parameters: Parameters<typeof stackOf>) =>
  shownFindings(checkReachable(stackOf(...parameters)));

const envs = [{ name: "DATABASE_URL", value: UNKNOWN }];
const sound = [network(), serviceConnection(), database()];

describe("a workload that is told of a private database", () => {
  it("N8: is refused without a way into the network", () => {
    expect(found([...sound, service({ envs, from: ["db"] })])).toEqual([
      'Cloud Run service "api": template.vpcAccess is not set, and the workload is told of gcp.sql.DatabaseInstance "db", which has a private address only. Cloud Run reaches private addresses through VPC access alone, the socket in /cloudsql included. Set it to a connector or a subnetwork of network "main" in the region of the workload.',
    ]);
  });

  it("N8: passes with a way, in whatever order the program registers them", () => {
    const program = [
      ...sound,
      subnetwork("run"),
      service({ envs, vpcAccess: direct(), from: ["db", "run"] }),
    ];
    expect(found(program)).toEqual([]);
    expect(found([...program].reverse())).toEqual([]);
  });

  it("N15: is refused with a connector of another region", () => {
    const program = [
      ...sound,
      connector("connector", { region: "us-central1" }),
      service({ envs, vpcAccess: byConnector(), from: ["db", "connector"] }),
    ];
    expect(found(program)).toEqual([
      'Cloud Run service "api": template.vpcAccess.connector names a connector in region "us-central1", and the workload runs in "europe-west1". A connector serves its own region only. Name one of region "europe-west1".',
    ]);
  });

  it("is not refused for waiting for the database, or for being none of its clients", () => {
    const waiting = { ...service({ name: "waits" }), propertyDependencies: { "": ["db"] } };
    expect(found([...sound, waiting, service()])).toEqual([]);
  });

  it("is not refused for the name of an instance, which is no way to connect", () => {
    const named = [{ name: "INSTANCE", value: "db" }];
    expect(found([...sound, service({ envs: named, from: ["db"] })])).toEqual([]);
  });

  it.each([
    ["an address", { host: "10.1.1.1" }, "rediss://10.1.1.1:6378"],
    [
      "an endpoint of a list",
      { endpoints: [{ connections: [{ pscAutoConnection: { ipAddress: "10.1.1.2" } }] }] },
      "10.1.1.2:6379",
    ],
  ])("is found by %s once it is known", (_what, outputs, value) => {
    const props = { authorizedNetwork: "main" };
    const cache = {
      ...planned("gcp:redis/instance:Instance", "cache", props),
      outputs: { ...props, ...outputs },
    };
    const told = service({ envs: [{ name: "REDIS", value }] });
    const other = service({ name: "other", envs: [{ name: "REDIS", value: "10.1.1.20:6379" }] });
    expect(found([cache, told, other])).toHaveLength(1);
  });

  it("is judged where the program looks up database, connector and network", () => {
    const read = { projectNumber: "1", name: "main", project: "shop" };
    const program = [
      { ...network(), outputs: { ...read, id: "projects/shop/global/networks/main" } },
      planned("gcp:compute/network:Network", "other", { name: "other", project: "shop" }),
      planned("gcp:sql/databaseInstance:DatabaseInstance", "db", {
        settings: {
          ipConfiguration: {
            ipv4Enabled: false,
            privateNetwork: "projects/shop/global/networks/main",
          },
        },
      }),
      planned("gcp:vpcaccess/connector:Connector", "connector", {
        name: "connector",
        region: "europe-west1",
        network: "other",
      }),
      service({ envs, vpcAccess: byConnector(), from: ["db", "connector"] }),
    ];
    expect(found(program, ["main", "other", "db", "connector"]).join()).toContain(
      'template.vpcAccess.connector leads into network "other", and gcp.sql.DatabaseInstance "db", of which the workload is told, has its private address in network "main".',
    );
  });

  it("is not evaluated where the projects of two networks of one name are not known", () => {
    const program = [
      planned("gcp:redis/instance:Instance", "cache", {
        authorizedNetwork: "projects/123456/global/networks/main",
      }),
      service({
        envs,
        vpcAccess: { networkInterfaces: [{ network: "projects/shop/global/networks/main" }] },
        from: ["cache"],
      }),
    ];
    expect(found(program)).toEqual([
      'Not evaluated: Cloud Run service "api": template.vpcAccess.networkInterfaces[0].network cannot be said to lead to gcp.redis.Instance "cache": the projects of the networks are not known. Make sure that it leads into network "main".',
    ]);
  });

  it("has every server named, but no more than three, and no secret", () => {
    const caches = ["a", "b", "c", "d"].map((name) =>
      planned("gcp:redis/instance:Instance", name, { authorizedNetwork: "main", host: "10.1.1.1" }),
    );
    const secret = [...envs, { name: "PASSWORD", value: "supersecret" }];
    const [message = ""] = found([
      network(),
      ...caches,
      service({ envs: secret, from: ["a", "b", "c", "d"] }),
    ]);
    expect(message).toContain(
      'gcp.redis.Instance "c" and 1 more, which have private addresses only',
    );
    expect(message).not.toContain("supersecret");
  });

  it("is judged in a moment where there are thousands", () => {
    const services = Array.from({ length: 2000 }, (_, index) =>
      service({ name: `s${index}`, envs, from: ["db"] }),
    );
    const stack = stackOf([...sound, ...services]);
    const started = performance.now();
    expect(checkReachable(stack)).toHaveLength(2000);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe("a private database", () => {
  it("N15: is refused when nothing makes it wait for the connection of its network", () => {
    expect(found([network(), serviceConnection(), database("db", [])])).toEqual([
      'gcp.sql.DatabaseInstance "db": settings.ipConfiguration.privateNetwork leads into network "main", and nothing makes the resource wait for gcp.servicenetworking.Connection "psa", without which its address cannot be given. It must be made after the connection. Add the connection to dependsOn.',
    ]);
  });

  it("N15: is refused in a network of the program that has no connection", () => {
    expect(found([network(), database("db", [])])).toEqual([
      'gcp.sql.DatabaseInstance "db": settings.ipConfiguration.privateNetwork leads into network "main", which has no private services access, so no address can be given. Add a GlobalAddress with purpose VPC_PEERING and a servicenetworking Connection of that network, and make this resource depend on the connection.',
    ]);
  });

  it("passes where the network, or the connection, is one that the program looks up", () => {
    expect(found([network(), database("db", [])], ["main"])).toEqual([]);
    expect(found([network(), serviceConnection(), database("db", [])], ["psa"])).toEqual([]);
  });
});
