import { describe, expect, it } from "vitest";
import { findCommandEndpoints, findScriptEndpoints } from "./command-line";
import { readLoopback } from "./loopback";

/** `word host:port` of each endpoint that is connected to. */
function connected(words: readonly (string | undefined)[], image?: string) {
  return findCommandEndpoints(words, image)
    .filter(({ endpoint }) => endpoint.use === "connect")
    .map(({ word, endpoint }) => `${word} ${endpoint.host}:${endpoint.ports.join("|")}`);
}

describe("findCommandEndpoints", () => {
  it.each<[string, readonly (string | undefined)[], readonly string[]]>([
    ["a flag with an equals sign", ["app", "--db-host=localhost"], ["1 localhost:"]],
    ["a port beside it", ["app", "--db-host=localhost", "--db-port", "5433"], ["1 localhost:5433"]],
    ["a flag and a word", ["--redis", "localhost:6379"], ["1 localhost:6379"]],
    ["a flag of Go", ["-redis-addr=127.0.0.1:6379"], ["0 127.0.0.1:6379"]],
    ["a letter", ["app", "-h", "localhost"], ["2 localhost:"]],
    ["a letter with a port", ["app", "-h", "localhost", "-p", "5432"], ["2 localhost:"]],
    ["a URL", ["app", "--dsn", "postgres://u:p@localhost/db"], ["2 localhost:5432"]],
    ["a URL alone", ["migrate", "postgres://u:p@localhost/db"], ["1 localhost:5432"]],
    ["a property of Java", ["java", "-Ddb.url=jdbc:mysql://localhost/db"], ["1 localhost:3306"]],
    ["an assignment", ["env", "REDIS_HOST=localhost", "app"], ["1 localhost:6379"]],
    ["a nested assignment", ["run", "--set", "redis.host=localhost"], ["2 localhost:6379"]],
    ["a client's flag", ["psql", "--host", "localhost", "-c", "select 1"], ["2 localhost:5432"]],
    ["a client's letter", ["/usr/bin/redis-cli", "-h", "127.0.0.1"], ["2 127.0.0.1:6379"]],
    ["a client's letter in one word", ["mysql", "-hlocalhost"], ["1 localhost:3306"]],
    ["a client's port", ["pg_isready", "-h", "localhost", "-p", "5433"], ["2 localhost:5433"]],
    ["a client by its image", ["--host", "localhost"], []],
    ["a list", ["--brokers", "a.b:9092,localhost:9092"], ["1 a.b:9092", "1 localhost:9092"]],
    ["a host and a port as words", ["nc", "-z", "localhost", "5432"], ["2 localhost:5432"]],
    ["a host and a port alone", ["./wait", "localhost", "5432"], ["1 localhost:5432"]],
    ["a page", ["curl", "-s", "localhost"], ["2 localhost:80"]],
    ["an upstream", ["--upstream=http://127.0.0.1:8080/"], ["0 127.0.0.1:8080"]],
    ["a script", ["sh", "-c", "exec app --dsn postgres://u:p@localhost/db"], ["2 localhost:5432"]],
    ["a script with options", ["/bin/bash", "-ec", "A=1 psql -h localhost"], ["2 localhost:5432"]],
    [
      "code",
      ["python", "-c", "import x; x.connect('postgres://u:p@localhost/db')"],
      ["2 localhost:5432"],
    ],
    ["a flag with its value in one word", ["--db-host localhost"], ["0 localhost:"]],
    ["words around one that is unknown", [undefined, "--db-host=localhost"], ["1 localhost:"]],
    ["a database's port", ["--host", "localhost", "--port", "5432"], ["1 localhost:5432"]],
    ["credentials", ["--host", "localhost", "--user", "u", "--password", "p"], ["1 localhost:"]],
    [
      "a server's backend",
      ["mlflow", "server", "--backend-store-uri", "postgresql://localhost/x"],
      ["3 localhost:5432"],
    ],
  ])("reads %s", (_what, words, endpoints) => {
    expect(connected(words)).toEqual(endpoints);
  });

  it("takes the image for the program where there is no command", () => {
    expect(connected(["--host", "localhost"], "pgbench")).toEqual(["1 localhost:5432"]);
  });

  it.each([
    ["uvicorn app:app --host 127.0.0.1 --port 8000"],
    ["python -m uvicorn app:app --host localhost"],
    ["gunicorn --bind 0.0.0.0:8000 app:app"],
    ["gunicorn -b localhost:8000 app:app"],
    ["next start -H 0.0.0.0"],
    ["php -S localhost:8000"],
    ["python manage.py runserver 127.0.0.1:8000"],
    ["app --listen 127.0.0.1:8080"],
    ["app --host 0.0.0.0"],
    ["app --host localhost --port 8080"],
    ["app -h 0.0.0.0"],
    ["app --http=:8080"],
    ["app --http=127.0.0.1:8080"],
    ["prometheus --web.listen-address=127.0.0.1:9090"],
    ["manager --metrics-bind-address=127.0.0.1:8080 --health-probe-bind-address=:8081"],
    ["redis-server --bind 127.0.0.1"],
    ["memcached -l 127.0.0.1"],
    ["app --cors-origins http://localhost:3000"],
    ["app --allowed-hosts localhost"],
    ["java -Dhttp.nonProxyHosts=localhost -Djava.rmi.server.hostname=localhost -jar app.jar"],
    [
      "java -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005 -jar app.jar",
    ],
    ["echo listening on http://localhost:8080"],
    ['sh -c "echo see http://localhost && exec app"'],
    ["sh -c 'app # postgres://localhost/db'"],
    ["app --mode localhost"],
    ["app --retries 0 --id 2130706433"],
    ["app --help"],
    ["grep localhost /etc/hosts"],
    ["cloud-sql-proxy --port 5432 p:r:i"],
    ["cloud_sql_proxy -instances=p:r:i=tcp:5432"],
  ])("finds no target in %s", (line) => {
    const loopback = findScriptEndpoints(line).filter(
      ({ use, host }) => use === "connect" && readLoopback(host) !== undefined,
    );
    expect(loopback).toEqual([]);
  });

  it("says where a server listens", () => {
    expect(findScriptEndpoints("gunicorn --bind 127.0.0.1:8000 app:app")).toEqual([
      { host: "127.0.0.1", ports: [8000], form: "host-port", use: "listen" },
    ]);
  });

  it.each(["'", '"', "\\", "$(", "a=", "-a ", "sh -c ", "&&", "#", "\n"])(
    "ends on many %j, of which none is a host",
    (part) => {
      const found = findScriptEndpoints(part.repeat(50_000));
      expect(found.filter(({ host }) => readLoopback(host) !== undefined)).toEqual([]);
    },
  );
});
