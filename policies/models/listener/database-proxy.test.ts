import { describe, expect, it } from "vitest";
import { databaseProxy } from "./database-proxy";

const start = (
  image: string | undefined,
  words: readonly (string | undefined)[],
  variables: Record<string, string> = {},
) => databaseProxy({ image, words, variables: new Map(Object.entries(variables)) });

describe("databaseProxy", () => {
  it.each<[string, string | undefined, readonly (string | undefined)[], readonly number[]]>([
    ["v2 with a port", "cloud-sql-proxy", ["--port=5432", "p:r:i"], [5432]],
    ["v2 with a port as a word", "cloud-sql-proxy", ["--port", "6000", "p:r:i"], [6000]],
    ["v2 with a letter", "cloud-sql-proxy", ["-p", "6000", "p:r:i"], [6000]],
    ["v2 with two instances", "cloud-sql-proxy", ["--port=5432", "p:r:i", "p:r:j"], [5432, 5433]],
    ["v2 without a port", "cloud-sql-proxy", ["--private-ip", "p:r:i"], [5432, 3306, 1433]],
    [
      "v2 with a port of the instance",
      "cloud-sql-proxy",
      ["p:r:i?port=6000", "p:r:j?address=0.0.0.0&port=6001"],
      [6000, 6001],
    ],
    ["v2 with a socket", "cloud-sql-proxy", ["--unix-socket=/cloudsql", "p:r:i"], []],
    [
      "v2 with a socket of the instance",
      "cloud-sql-proxy",
      ["--port=5432", "p:r:i?unix-socket=/x", "p:r:j"],
      [5433],
    ],
    [
      "v2 for a project with a domain",
      "cloud-sql-proxy",
      ["--port=5432", "example.com:p:r:i"],
      [5432],
    ],
    ["v2 as a command", "tools", ["/cloud-sql-proxy", "--port=5433", "p:r:i"], [5433]],
    [
      "v2 in a script",
      undefined,
      ["sh", "-c", "exec", "/app/cloud-sql-proxy", "p:r:i", "--port", "5433"],
      [5433],
    ],
    ["v1", "gce-proxy", ["/cloud_sql_proxy", "-instances=p:r:i=tcp:5432"], [5432]],
    [
      "v1 with addresses",
      "gce-proxy",
      ["-instances=p:r:i=tcp:0.0.0.0:5432,p:r:j=tcp:3306"],
      [5432, 3306],
    ],
    ["v1 with two words", "gce-proxy", ["-instances", "p:r:i=tcp:5432"], [5432]],
    ["v1 with sockets", "gce-proxy", ["-dir=/cloudsql", "-instances=p:r:i"], []],
    ["v1 from another image", "sqlproxy", ["-instances=p:r:i=tcp:5432"], [5432]],
    ["AlloyDB", "alloydb-auth-proxy", ["projects/p/locations/r/clusters/c/instances/i"], [5432]],
    [
      "AlloyDB with a port",
      "alloydb-auth-proxy",
      ["projects/p/locations/r/clusters/c/instances/i", "--port=6000"],
      [6000],
    ],
    [
      "AlloyDB with a port of the instance",
      "alloydb-auth-proxy",
      ["projects/p/locations/r/clusters/c/instances/i?port=5433"],
      [5433],
    ],
  ])("reads %s", (_what, image, words, ports) => {
    expect(start(image, words)).toEqual({ ports });
  });

  it.each([
    [
      "v2",
      "cloud-sql-proxy",
      { CSQL_PROXY_PORT: "6000", CSQL_PROXY_INSTANCE_CONNECTION_NAME: "p:r:i" },
      [6000],
    ],
    ["v1", "gce-proxy", { INSTANCES: "p:r:i=tcp:5433" }, [5433]],
    ["AlloyDB", "alloydb-auth-proxy", { ALLOYDB_PROXY_PORT: "6000" }, [6000]],
  ])("reads the variables of %s", (_what, image, variables, ports) => {
    expect(start(image, [], variables)).toEqual({ ports });
  });

  it.each<[string, string, readonly (string | undefined)[], readonly number[]]>([
    ["an unknown instance of v1", "gce-proxy", [undefined], []],
    ["instances from the metadata server", "gce-proxy", ["-instances_metadata=x"], []],
    ["an unknown instance without a port", "cloud-sql-proxy", [undefined], [5432, 3306, 1433]],
    ["a file of settings", "cloud-sql-proxy", ["--config-file=/x.yaml"], [5432, 3306, 1433]],
  ])("is uncertain of %s", (_what, image, words, ports) => {
    expect(start(image, words)).toEqual({ ports, uncertain: expect.any(String) });
  });

  it("knows the port beside an instance that is known only after deployment", () => {
    expect(start("cloud-sql-proxy", ["--port=5432", undefined])).toEqual({ ports: [5432] });
  });

  it.each([["nginx"], ["cloud-sql-backup"], [undefined]])("finds none in %s", (image) => {
    expect(start(image, ["app", "--port=5432"])).toBeUndefined();
  });
});
