import { describe, expect, it } from "vitest";
import { type Carrying, findEndpoints } from "./find-endpoints";
import { nameWords } from "./name-words";

function carrying(name: string, siblings: Record<string, string | undefined> = {}): Carrying {
  const beside = Object.entries(siblings).map(
    ([key, value]) => [nameWords(key).join(" "), value] as const,
  );
  return { name: nameWords(name), siblings: new Map(beside) };
}

/** `host:port|port` of each endpoint that is connected to. */
function connected(name: string, text: string, siblings: Record<string, string | undefined> = {}) {
  return findEndpoints(text, carrying(name, siblings))
    .filter(({ use }) => use === "connect")
    .map(({ host, ports }) => `${host}:${ports.join("|")}`);
}

/** A placeholder as Spring and shells write it. */
const placeholder = (content: string) => `$\{${content}}`;

const SECRET = "s3cr:t/p%40ss";

describe("findEndpoints reads", () => {
  it.each([
    ["http://localhost", ["localhost:80"]],
    ["https://user:pw@LOCALHOST:8443/x?y=z#f", ["LOCALHOST:8443"]],
    ["postgresql://aia:supersecret@localhost:5432/aia_production", ["localhost:5432"]],
    ["postgres://localhost/db", ["localhost:5432"]],
    ["postgresql+asyncpg://u:p@127.0.0.1/db", ["127.0.0.1:5432"]],
    ["postgresql://h1,h2:5433,localhost/db", ["h1:5432", "h2:5433", "localhost:5432"]],
    ["mongodb://u:p@a,b:27018/db?replicaSet=r", ["a:27017", "b:27018"]],
    ["mongodb+srv://u:p@cluster.example.com/db", ["cluster.example.com:27017"]],
    ["redis://:p@localhost:6379/0", ["localhost:6379"]],
    ["redis-sentinel://s1:26379,s2/mymaster", ["s1:26379", "s2:26379"]],
    ["rediss://localhost", ["localhost:6379"]],
    ["amqp://guest:guest@localhost:5672/%2F", ["localhost:5672"]],
    ["PLAINTEXT://a:9092,b:9093", ["a:9092", "b:9093"]],
    ["PLAINTEXT://a:9092,SASL_SSL://b:9093", ["a:9092", "b:9093"]],
    ["http://a:1,http://b:2", ["a:1", "b:2"]],
    ["http://a:1;http://b:2", ["a:1", "b:2"]],
    ["http://a:1 http://b:2", ["a:1", "b:2"]],
    ["postgresql://u:p@%6cocalhost:5432/db", ["localhost:5432"]],
    ["postgresql://u:p@[::1]:5432/db", ["::1:5432"]],
    ["postgresql://u:p@[::ffff:127.0.0.1%25lo]/db", ["::ffff:127.0.0.1%lo:5432"]],
    ["http://2130706433/", ["2130706433:80"]],
    ["http://0x7f.1:8080", ["0x7f.1:8080"]],
    ["postgresql:///db?host=localhost", ["localhost:5432"]],
    ["postgresql:///db?host=localhost&port=6432", ["localhost:6432"]],
    ["postgresql://db.example.com/db?hostaddr=127.0.0.1", ["127.0.0.1:5432"]],
    ["postgresql://u:p@localhost/db?host=/cloudsql/p:r:i", []],
    ["postgresql://u:p@/db?host=/cloudsql/p:r:i", []],
    ["postgresql://u:p@%2Fcloudsql%2Fp%3Ar%3Ai/db", []],
    ["postgresql:///db", []],
    ["postgresql://u:p/w@localhost:5432/db", ["localhost:5432"]],
    ["postgresql://u:p#w@localhost:5432/db", ["localhost:5432"]],
    ["postgresql://u:p?w@localhost:5432/db", ["localhost:5432"]],
    ["postgresql://u:p;w@localhost:5432/db", ["localhost:5432"]],
    ["postgresql://u:p@w@localhost:5432/db", ["localhost:5432"]],
    ["postgresql://u:p'w\"@localhost:5432/db", ["localhost:5432"]],
    ['"postgresql://u:p@localhost:5432/db"', ["localhost:5432"]],
    ["  postgresql://u:p@localhost:5432/db\n", ["localhost:5432"]],
    ["postgresql://u:p@localhost:$(PORT)/db", ["localhost:"]],
    [`postgresql://u:p@${placeholder("DB_HOST:localhost")}:5432/db`, []],
    [placeholder("DB_URL:postgresql://localhost:5432/db"), []],
    [placeholder(`DB_URL:postgresql://${placeholder("H:localhost")}/db`), []],
    [`{{ ${placeholder("A")} }}http://localhost`, ["localhost:80"]],
    ["http://localhost/{{x", ["localhost:80"]],
    [`postgresql://${placeholder(`H:${placeholder("localhost")}`)}/db`, []],
    ["{{ .Values.host }}:5432", []],
    ["jdbc:postgresql://localhost/db", ["localhost:5432"]],
    ["jdbc:mysql://localhost:3307/db?useSSL=false", ["localhost:3307"]],
    ["jdbc:mysql://address=(host=localhost)(port=3306)(user=u)/db", ["localhost:3306"]],
    ["jdbc:mysql://(host=a,port=3306),(host=localhost,port=3307)/db", ["a:3306", "localhost:3307"]],
    ["jdbc:mysql:loadbalance://h1,localhost/db", ["h1:3306", "localhost:3306"]],
    ["jdbc:mysql:replication://h1:3306,localhost:3307/db", ["h1:3306", "localhost:3307"]],
    ["jdbc:sqlserver://localhost:1433;databaseName=x", ["localhost:1433"]],
    ["jdbc:sqlserver://localhost\\SQLEXPRESS;databaseName=x", ["localhost:1433"]],
    ["jdbc:sqlserver://;serverName=localhost;portNumber=1434;user=u", ["localhost:1434"]],
    ["jdbc:jtds:sqlserver://localhost/db", ["localhost:1433"]],
    ["jdbc:oracle:thin:@//localhost:1521/x", ["localhost:1521"]],
    ["jdbc:oracle:thin:@localhost:1521:ORCL", ["localhost:1521"]],
    ["jdbc:oracle:thin:scott/ti@ger@localhost/x", ["localhost:1521"]],
    [
      "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=localhost)(PORT=1522))(CONNECT_DATA=(SERVICE_NAME=x)))",
      ["localhost:1522"],
    ],
    [
      "(DESCRIPTION=(ADDRESS_LIST=(ADDRESS=(PORT=1521)(HOST=a))(ADDRESS = (PORT = 1)(HOST = localhost))))",
      ["a:1521", "localhost:1"],
    ],
    ["jdbc:sybase:Tds:localhost:5000/db", ["localhost:5000"]],
    ["r2dbc:postgresql://localhost:5432/db", ["localhost:5432"]],
    ["r2dbc:pool:mysql://u:p@localhost/db", ["localhost:3306"]],
    ["host=localhost port=5433 dbname=x user=u password='it\\'s; x=1'", ["localhost:5433"]],
    ["host = 'localhost' dbname = x", ["localhost:5432"]],
    ["host=a,localhost port=5432,5433", ["a:5432|5433", "localhost:5432|5433"]],
    ["host=db.example.com hostaddr=127.0.0.1", ["127.0.0.1:5432"]],
    ["host=localhost hostaddr=10.0.0.5", ["10.0.0.5:5432"]],
    ["host=/cloudsql/p:r:i dbname=x", []],
    ["host=localhost password=a;b", ["localhost:5432"]],
    ["user=u password=p host=localhost", ["localhost:5432"]],
    ["u:p@tcp(localhost:3306)/db?parseTime=true", ["localhost:3306"]],
    ["u:p@tcp([::1]:3306)/db", ["::1:3306"]],
    ["u:p@tcp(127.0.0.1)/db", ["127.0.0.1:3306"]],
    ["u:p@unix(/cloudsql/p:r:i)/db", []],
    ["u:p@cloudsql(p:r:i)/db", []],
    ["Server=localhost;Database=x;User Id=sa;Password=p", ["localhost:1433|3306|5432"]],
    ["Data Source=tcp:localhost,1433;Initial Catalog=x", ["localhost:1433"]],
    ["Data Source=.\\SQLEXPRESS;Integrated Security=True", ["localhost:"]],
    ["Server=(local);Database=x;Trusted_Connection=True", ["localhost:1433"]],
    ["Network Address=localhost;Database=x", ["localhost:1433|3306|5432"]],
    ["Addr=127.0.0.1;Database=x", ["127.0.0.1:1433|3306|5432"]],
    ["Host=localhost;Port=5433;Username=u;Password=p", ["localhost:5433"]],
    ['Host=localhost;Username=u;Password="a;b{"', ["localhost:5432"]],
    ["Driver={PostgreSQL Unicode};Server=localhost;Uid=u", ["localhost:5432"]],
    ["pgsql:host=localhost;dbname=x", ["localhost:5432"]],
    ["mysql:host=127.0.0.1;port=3307;dbname=x", ["127.0.0.1:3307"]],
    ["Endpoint=sb://localhost;SharedAccessKeyName=n;SharedAccessKey=k", ["localhost:"]],
    ["AccountEndpoint=https://localhost:8081/;AccountKey=k", ["localhost:8081"]],
    ["localhost:6379,password=p,ssl=False", ["localhost:6379"]],
    ["localhost:9092,127.0.0.1:9093", ["localhost:9092", "127.0.0.1:9093"]],
    ["1@localhost:9093,2@b.example.com:9093", ["localhost:9093", "b.example.com:9093"]],
    ["//localhost:5432/db", ["localhost:5432"]],
    ["u:p@localhost:5432/db", ["localhost:5432"]],
    ["dns:///localhost:50051", ["localhost:50051"]],
    ["default=http://localhost:2380", ["localhost:2380"]],
    ["dns:localhost:50051", ["localhost:50051"]],
    ["ipv4:127.0.0.1:50051", ["127.0.0.1:50051"]],
    ["tcp:localhost:1234", ["localhost:1234"]],
    ["u:p@(localhost:3306)/db", ["localhost:3306"]],
    ["[localhost]:5432", ["localhost:5432"]],
    [`postgresql://u:${SECRET}@10.0.0.5/db`, ["10.0.0.5:5432"]],
    ["file://localhost/etc/hosts", []],
    ["https://example.com/login?next=http://localhost:3000", ["example.com:443"]],
    ["https://example.com/check?host=localhost", ["example.com:443"]],
    ["https://localhost@example.com/", ["example.com:443"]],
    ["https://example.com/@localhost", ["example.com:443"]],
    ["https://example.com/localhost:5432", ["example.com:443"]],
  ])("%s under any name", (text, endpoints) => {
    expect(connected("SETTING", text)).toEqual(endpoints);
  });

  it.each([
    ["PGHOST", "localhost", ["localhost:5432"]],
    ["PGHOSTADDR", "127.0.0.1", ["127.0.0.1:5432"]],
    ["PGHOST", "2130706433", ["2130706433:5432"]],
    ["PGHOST", "0x7f000001", ["0x7f000001:5432"]],
    ["PGHOST", "0", ["0:5432"]],
    ["PGHOST", "127.1", ["127.1:5432"]],
    ["DB_HOST", "::1", ["::1:"]],
    ["CONSUL_HTTP_ADDR", "127.0.0.1:8500", ["127.0.0.1:8500"]],
    ["DB_HOST", "[::1]:5432", ["::1:5432"]],
    ["REDIS_ADDR", "0.0.0.0:6379", ["0.0.0.0:6379"]],
    ["BILLING_HOST", "localhost", ["localhost:"]],
    ["BILLING_ADDRESS", "localhost:8080", ["localhost:8080"]],
    ["API_HOST", "localhost", ["localhost:"]],
    ["API_ENDPOINT", "localhost:8080/v1", ["localhost:8080"]],
    ["SERVER_ADDR", "localhost:8080", ["localhost:8080"]],
    ["SMTP_SERVER", "localhost", ["localhost:25|587|465|1025"]],
    ["BROKERS", "localhost:9092,127.1:9093", ["localhost:9092", "127.1:9093"]],
    ["bootstrap.servers", "localhost:9092", ["localhost:9092"]],
    ["zookeeper.connect", "localhost:2181/kafka", ["localhost:2181"]],
    ["REDIS", "localhost", ["localhost:6379"]],
    ["REDIS_URL", "localhost:6379/0", ["localhost:6379"]],
    ["DATABASE_URL", "u:p@localhost/db", ["localhost:"]],
    ["spring.data.redis.host", "localhost", ["localhost:6379"]],
    ["dbHost", "localhost.", ["localhost.:"]],
    ["DB_HOSTS", "a,localhost", ["a:", "localhost:"]],
    ["ES_NODES", "http://a:9200 http://localhost:9200", ["a:9200", "localhost:9200"]],
    ["DATABASE_URL", "postgres://localhost/db # for now", ["localhost:5432"]],
    ["REDIS_HOST", "redis.internal", ["redis.internal:6379"]],
    ["HOST", "http://localhost:8080", ["localhost:8080"]],
    ["SERVER_URL", "http://0.0.0.0:8000", ["0.0.0.0:8000"]],
  ])("under %s the text %s", (name, text, endpoints) => {
    expect(connected(name, text)).toEqual(endpoints);
  });

  it.each([
    ["DB_HOST", "localhost", { DB_PORT: "5433" }, ["localhost:5433"]],
    ["DB_HOST", "localhost", { DB_PORT: undefined }, ["localhost:"]],
    ["PGHOST", "localhost", { PGPORT: "6432" }, ["localhost:6432"]],
    ["PGHOST", "localhost", { PGHOSTADDR: "10.0.0.5" }, []],
    ["host", "localhost", { username: "u", password: "p" }, ["localhost:"]],
    ["host", "localhost", { port: "5432" }, ["localhost:5432"]],
    ["HOST", "localhost", { PORT: "3000" }, []],
    ["HOST", "localhost", { PORT: "3000", USERNAME: "u", PASSWORD: "p" }, []],
    ["HOST", "0.0.0.0", { PORT: "8080" }, []],
  ])("%s=%s beside %j", (name, text, siblings, endpoints) => {
    expect(connected(name, text, siblings)).toEqual(endpoints);
  });
});
