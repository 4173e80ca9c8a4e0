import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readImageList } from "../../offline/registry/image-list";
import { openSession, type PulumiResult, type Session } from "../../offline/session";
import { StackState } from "./stack-state";

const program = join(__dirname, "..", "..");
const stackFile = readFileSync(join(program, "Pulumi.staging.yaml"), "utf8");

const instanceType = "gcp:sql/databaseInstance:DatabaseInstance";
const serviceType = "gcp:cloudrunv2/service:Service";

let session: Session;
let plan: PulumiResult;
let deployment: PulumiResult;
let state: StackState;
let revealedState: StackState;

function run(command: readonly string[], text = stackFile): Promise<PulumiResult> {
  return session.pulumi(command, { program, stack: "staging", stackFile: text });
}

async function exported(...options: string[]): Promise<StackState> {
  return new StackState((await run(["stack", "export", ...options])).stdout);
}

beforeAll(async () => {
  const images = readImageList(join(program, "offline/registry/images/staging.yaml"));
  session = await openSession({ images });
  plan = await run(["preview"]);
  deployment = await run(["up", "--yes", "--skip-preview"]);
  state = await exported();
  revealedState = await exported("--show-secrets");
});

afterAll(async () => {
  await session?.close();
});

describe("Netra's staging stack", () => {
  it("is planned without a violation of a policy", () => {
    expect(plan.stderr).toBe("");
    expect(plan.code).toBe(0);
    expect(plan.stdout).toMatch(/\+ \d+ to create/);
  });

  it("is created as it was planned", () => {
    const created = /\+ (\d+) created/.exec(deployment.stdout)?.[1];
    const planned = /\+ (\d+) to create/.exec(plan.stdout)?.[1];
    expect(deployment.code).toBe(0);
    expect(created).toBe(planned);
  });

  it("needs no change afterwards", async () => {
    const again = await run(["preview", "--expect-no-changes"]);
    expect(again.code).toBe(0);
    expect(again.stdout).toMatch(/Resources:\n\s+\d+ unchanged\n/);
  });

  it("tells an operator where to look", async () => {
    const { stdout } = await run(["stack", "output", "--json"]);
    expect(JSON.parse(stdout)).toEqual({
      cacheAddresses: { sessions: { host: expect.stringMatching(/^10\./), port: 6378 } },
      connectionNames: { "main-db": "netra-staging:us-central1:staging-shared-postgres" },
      connectionBudgets: {
        "main-db": {
          accepts: 500,
          reserved: 53,
          other: 0,
          most: 400,
          left: 47,
          pooler: "none",
          services: {
            auth: "4 x (10 + 15) = 100, 200 during a rollout: 40 % of 500",
            backend: "4 x (10 + 15) = 100, 200 during a rollout: 40 % of 500",
          },
        },
      },
      databaseAddresses: { "main-db": expect.stringMatching(/^10\./) },
      dnsRecords: [
        {
          name: "_acme-challenge.netrasystems.ai.",
          type: "CNAME",
          data: expect.stringMatching(/\.authorize\.certificatemanager\.goog\.$/),
        },
        { name: "api-staging.netrasystems.ai.", type: "A", data: expect.stringMatching(/^34\./) },
        { name: "staging.netrasystems.ai.", type: "A", data: expect.stringMatching(/^34\./) },
      ],
      edgeAddress: expect.stringMatching(/^34\./),
      hostUrls: {
        "api-staging.netrasystems.ai": "https://api-staging.netrasystems.ai",
        "staging.netrasystems.ai": "https://staging.netrasystems.ai",
      },
      imageRepositories: ["us-central1-docker.pkg.dev/netra-staging/netra"],
      images: {
        auth: "us-central1-docker.pkg.dev/netra-staging/netra/auth:1.4.0",
        backend: "us-central1-docker.pkg.dev/netra-staging/netra/backend:1.4.2",
      },
      secretIds: ["verification-user-password", "main-db-netra-netra-url", "sessions-url"],
      serviceAccounts: {
        auth: "auth-run@netra-staging.iam.gserviceaccount.com",
        backend: "backend-run@netra-staging.iam.gserviceaccount.com",
      },
      startOrder: [["auth"], ["backend"]],
      urls: { auth: expect.stringMatching(/^https:\/\/auth-.*\.run\.app$/) },
    });
  });
});

describe("the credentials of Netra's staging stack", () => {
  /** Every secret value of the stack, read from the state with the key. */
  function secretValues(): string[] {
    const plaintexts = JSON.stringify(revealedState.resources).matchAll(
      /"plaintext":"((?:[^"\\]|\\.)*)"/g,
    );
    return [...plaintexts]
      .map(([, quoted]) => JSON.parse(JSON.parse(`"${quoted}"`)))
      .filter((value): value is string => typeof value === "string" && value.length > 8);
  }

  it("are connection strings to the addresses that database and cache have", () => {
    const { privateIpAddress } = state.one(instanceType, "main-db").outputs ?? {};
    const { host, port } = state.one("gcp:redis/instance:Instance", "sessions").outputs ?? {};
    const urls = secretValues().filter((value) => value.includes("://"));
    expect(urls.map((url) => url.replace(/:[^:/@]+@/, ":PASSWORD@"))).toEqual(
      expect.arrayContaining([
        `postgresql://netra:PASSWORD@${privateIpAddress}:5432/netra?sslmode=require`,
        `rediss://:PASSWORD@${host}:${port}/0`,
      ]),
    );
  });

  it("stand nowhere in clear: not in the state, not in what the engine prints (A7)", () => {
    const values = [...new Set(secretValues())];
    expect(values.length).toBeGreaterThanOrEqual(4);
    for (const value of values) {
      expect(state.contains(value)).toBe(false);
      expect(state.contains(JSON.stringify(value).slice(1, -1))).toBe(false);
      for (const { stdout, stderr } of [plan, deployment]) {
        expect(stdout + stderr).not.toContain(value);
      }
    }
  });

  it("reach a service by the number of their version, never as a value", () => {
    const template = JSON.stringify(state.one(serviceType, "backend").inputs?.template);
    expect(template).toContain('"secretKeyRef":{"secret":"main-db-netra-netra-url","version":"1"}');
    expect(template).toContain('"secretKeyRef":{"secret":"sessions-url","version":"1"}');
    expect(template).not.toContain("://netra");
  });

  it("can be read by the service or function that names them, and by no one else", () => {
    const bindings = state.all("gcp:secretmanager/secretIamMember:SecretIamMember");
    const services = state.all(serviceType).flatMap(({ inputs, urn }) => {
      const names = JSON.stringify(inputs).matchAll(/"secretKeyRef":\{"secret":"([^"]+)"/g);
      return [...names].map(([, secret]) => `${urn.split("::").at(-1)}-run ${secret}`);
    });
    const functions = state.all("gcp:cloudfunctionsv2/function:Function").flatMap(({ inputs }) => {
      const names = JSON.stringify(inputs).matchAll(/"secret":"([^"]+)","version":"1"/g);
      return [...names].map(([, secret]) => `holdfast-verify ${secret}`);
    });
    const readable = bindings.map(({ inputs }) => {
      const account = /^serviceAccount:(.*)@/.exec(String(inputs?.member))?.[1];
      return `${account} ${inputs?.secretId}`;
    });
    expect(functions.length).toBeGreaterThan(0);
    expect(new Set(readable)).toEqual(new Set([...services, ...functions]));
    expect(readable).toHaveLength(new Set(readable).size);
  });
});

describe("the order of Netra's staging stack", () => {
  it.each([
    ["database", instanceType, "main-db"],
    ["cache", "gcp:redis/instance:Instance", "sessions"],
  ])("creates the %s after the connection to Google's network (N15)", (_, type, name) => {
    const before = state.before(state.one(type, name));
    expect(before).toContain(
      "gcp:servicenetworking/connection:Connection staging-network-services",
    );
    expect(before).toContain(
      "gcp:compute/globalAddress:GlobalAddress staging-network-services-range",
    );
  });

  it("creates the backend after everything that its start needs (P3)", () => {
    const before = state.before(state.one(serviceType, "backend"));
    for (const needed of [
      `${serviceType} auth`,
      "gcp:cloudrunv2/serviceIamMember:ServiceIamMember backend-calls-auth",
      "gcp:compute/firewall:Firewall staging-network-allow-private-services",
      "gcp:compute/routerNat:RouterNat staging-network-nat",
      "gcp:redis/instance:Instance sessions",
      "gcp:secretmanager/secretIamMember:SecretIamMember backend-reads-main-db-netra-netra-url",
      "gcp:secretmanager/secretIamMember:SecretIamMember backend-reads-sessions-url",
      "gcp:secretmanager/secretVersion:SecretVersion main-db-netra-netra-url-version",
      "gcp:secretmanager/secretVersion:SecretVersion sessions-url-version",
      "gcp:sql/database:Database main-db-database-netra",
      "gcp:sql/user:User main-db-user-netra",
      "gcp:vpcaccess/connector:Connector staging-network-connector",
    ]) {
      expect(before).toContain(needed);
    }
  });

  it("creates accounts and secrets without waiting for the network", () => {
    const account = state.one("gcp:serviceaccount/account:Account", "backend-run");
    const access = state.one(
      "gcp:secretmanager/secretIamMember:SecretIamMember",
      "backend-reads-main-db-netra-netra-url",
    );
    for (const resource of [account, access]) {
      const before = [...state.before(resource)];
      expect(before.filter((name) => name.startsWith("gcp:compute/"))).toEqual([]);
    }
  });

  it.each([
    ["gcp:artifactregistry/repository:Repository", "apis-artifactRegistry"],
    ["gcp:certificatemanager/certificate:Certificate", "apis-certificateManager"],
    ["gcp:certificatemanager/certificateMap:CertificateMap", "apis-certificateManager"],
    ["gcp:certificatemanager/certificateMapEntry:CertificateMapEntry", "apis-certificateManager"],
    ["gcp:certificatemanager/dnsAuthorization:DnsAuthorization", "apis-certificateManager"],
    ["gcp:cloudrunv2/service:Service", "apis-run"],
    ["gcp:compute/backendService:BackendService", "apis-compute"],
    ["gcp:compute/firewall:Firewall", "apis-compute"],
    ["gcp:compute/globalForwardingRule:GlobalForwardingRule", "apis-compute"],
    ["gcp:compute/network:Network", "apis-compute"],
    ["gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup", "apis-compute"],
    ["gcp:compute/securityPolicy:SecurityPolicy", "apis-compute"],
    ["gcp:compute/subnetwork:Subnetwork", "apis-compute"],
    ["gcp:compute/uRLMap:URLMap", "apis-compute"],
    ["gcp:redis/instance:Instance", "apis-redis"],
    ["gcp:secretmanager/secret:Secret", "apis-secretManager"],
    ["gcp:secretmanager/secretIamMember:SecretIamMember", "apis-secretManager"],
    ["gcp:secretmanager/secretVersion:SecretVersion", "apis-secretManager"],
    ["gcp:serviceaccount/account:Account", "apis-iam"],
    ["gcp:servicenetworking/connection:Connection", "apis-serviceNetworking"],
    ["gcp:sql/database:Database", "apis-sqlAdmin"],
    ["gcp:sql/databaseInstance:DatabaseInstance", "apis-sqlAdmin"],
    ["gcp:sql/user:User", "apis-sqlAdmin"],
    ["gcp:vpcaccess/connector:Connector", "apis-vpcAccess"],
  ])("creates every %s after its API is enabled", (type, api) => {
    const resources = state.all(type);
    expect(resources.length).toBeGreaterThan(0);
    for (const resource of resources) {
      expect(state.before(resource)).toContain(`gcp:projects/service:Service ${api}`);
    }
  });
});

describe("the protection of Netra's staging stack", () => {
  it("fails a destroy before anything is deleted", async () => {
    const refused = await run(["destroy", "--yes"]);
    expect(refused.code).not.toBe(0);
    expect(refused.stdout + refused.stderr).toContain("cannot be deleted");
    expect((await exported()).resources).toHaveLength(state.resources.length);
  });

  it("fails to drop a database that is still protected", async () => {
    const without = stackFile
      .replace("databases:\n        netra: {}", "databases:\n        other: {}")
      .replaceAll("database: netra", "database: other");
    const refused = await run(["preview"], without);
    expect(refused.code).not.toBe(0);
    expect(refused.stdout + refused.stderr).toContain("main-db-database-netra");
  });

  it("holds for everything that keeps data or takes traffic", () => {
    const guarded = state.resources.filter(({ protect }) => protect).map(({ type }) => type);
    expect([...new Set(guarded)].sort()).toEqual([
      "gcp:artifactregistry/repository:Repository",
      "gcp:certificatemanager/certificate:Certificate",
      "gcp:certificatemanager/dnsAuthorization:DnsAuthorization",
      "gcp:cloudrunv2/service:Service",
      "gcp:compute/globalAddress:GlobalAddress",
      "gcp:redis/instance:Instance",
      "gcp:sql/database:Database",
      "gcp:sql/databaseInstance:DatabaseInstance",
    ]);
  });
});
