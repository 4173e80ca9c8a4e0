import { createPrivateKey, X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { holdsSecret, type Properties, revealed, secret, unknown } from "../values/value";
import { gcp } from "./provider";

function started() {
  const provider = gcp();
  provider.configure({ project: "netra-staging", region: "us-central1" });
  return provider;
}

const subject = (type: string) => ({
  urn: `urn:pulumi:dev::stack::${type}::main`,
  type,
  logicalName: "main",
});

/** What a resource is after its creation, and what its preview knew. */
function created(type: string, inputs: Properties) {
  const provider = started();
  const { id, outputs } = provider.create({ ...subject(type), inputs, preview: false });
  const preview = provider.create({ ...subject(type), inputs, preview: true }).outputs;
  return { id, outputs, preview };
}

const network = "projects/netra-staging/global/networks/main";

describe("the address of a private service", () => {
  const range = {
    name: "range",
    purpose: "VPC_PEERING",
    addressType: "INTERNAL",
    address: "10.64.32.0",
    prefixLength: 20,
    network,
  };
  const rangeType = "gcp:compute/globalAddress:GlobalAddress";
  const inRange = expect.stringMatching(/^10\.64\.(3[2-9]|4[0-7])\.\d+$/);

  it("is in the range that the program gives its network", () => {
    const provider = started();
    const create = (type: string, inputs: Properties) =>
      provider.create({ ...subject(type), inputs, preview: false });
    create(rangeType, range);
    const cache = create("gcp:redis/instance:Instance", { name: "a", authorizedNetwork: network });
    expect(cache.outputs.host).toEqual(inRange);
    const { id } = create("gcp:alloydb/cluster:Cluster", {
      clusterId: "main",
      location: "us-central1",
      networkConfig: { network },
    });
    const instance = create("gcp:alloydb/instance:Instance", { cluster: id, instanceId: "a" });
    expect(instance.outputs.ipAddress).toEqual(inRange);
  });

  it("is so too where the range was there before", () => {
    const provider = started();
    const { id, outputs } = started().create({
      ...subject(rangeType),
      inputs: range,
      preview: false,
    });
    provider.diff({
      ...subject(rangeType),
      id,
      inputs: range,
      priorInputs: range,
      prior: outputs,
    });
    const type = "gcp:redis/instance:Instance";
    const inputs = { name: "a", authorizedNetwork: network };
    const cache = provider.create({ ...subject(type), inputs, preview: false });
    expect(cache.outputs.host).toEqual(inRange);
  });
});

describe("Cloud SQL", () => {
  const { outputs, preview } = created("gcp:sql/databaseInstance:DatabaseInstance", {
    name: "shared",
    databaseVersion: "POSTGRES_16",
    settings: { tier: "t", ipConfiguration: { ipv4Enabled: false, privateNetwork: network } },
  });

  it("has a connection name of project, region and name", () => {
    expect(outputs.connectionName).toBe("netra-staging:us-central1:shared");
    expect(preview.connectionName).toBe(unknown);
  });

  it("has an address in the range that its network has for private services", () => {
    const range = created("gcp:compute/globalAddress:GlobalAddress", {
      name: "range",
      purpose: "VPC_PEERING",
      addressType: "INTERNAL",
      prefixLength: 16,
      network: `https://www.googleapis.com/compute/v1/${network}`,
    }).outputs.address;
    const [, octet] = /^10\.(\d+)\.0\.0$/.exec(String(range)) ?? [];
    expect(outputs.privateIpAddress).toMatch(new RegExp(`^10\\.${octet}\\.\\d+\\.\\d+$`));
    expect(outputs.publicIpAddress).toBe("");
    expect(outputs.firstIpAddress).toBe(outputs.privateIpAddress);
  });

  it("has an authority whose certificate can be parsed", () => {
    expect(holdsSecret(outputs.serverCaCerts ?? null)).toBe(true);
    const [{ cert, sha1Fingerprint }] = revealed(outputs.serverCaCerts ?? []) as [
      { cert: string; sha1Fingerprint: string },
    ];
    const parsed = new X509Certificate(cert);
    expect(parsed.subject).toContain("Google Cloud SQL Server CA");
    expect(parsed.verify(parsed.publicKey)).toBe(true);
    expect(parsed.fingerprint.replaceAll(":", "").toLowerCase()).toBe(sha1Fingerprint);
  });

  it("keeps a user's password secret", () => {
    const { outputs: user } = created("gcp:sql/user:User", { instance: "db", password: "hunter2" });
    expect(user.password).toEqual(secret("hunter2"));
  });

  it("gives a client certificate with the key that belongs to it", () => {
    const { outputs: issued, id } = created("gcp:sql/sslCert:SslCert", {
      instance: "db",
      commonName: "backend",
    });
    const { cert, privateKey } = revealed(issued) as { cert: string; privateKey: string };
    expect(new X509Certificate(cert).checkPrivateKey(createPrivateKey(privateKey))).toBe(true);
    expect(id).toBe(`projects/netra-staging/instances/db/sslCerts/${issued.sha1Fingerprint}`);
    expect(holdsSecret(issued.privateKey ?? null)).toBe(true);
  });
});

describe("Cloud Run", () => {
  const type = "gcp:cloudrunv2/service:Service";
  const inputs = { name: "backend", location: "us-central1", template: {} };
  const { outputs, id } = created(type, inputs);

  it("has an address of its name, its project's word and its region's code", () => {
    expect(outputs.uri).toMatch(/^https:\/\/backend-[a-z0-9]{10}-uc\.a\.run\.app$/);
    const other = created(type, { ...inputs, name: "auth" }).outputs.uri;
    expect(String(other).replace("auth", "backend")).toBe(outputs.uri);
  });

  it("has no address where it is switched off", () => {
    expect(created(type, { ...inputs, defaultUriDisabled: true }).outputs.uri).toBe("");
  });

  it("makes a revision of each update", () => {
    expect(outputs.latestReadyRevision).toMatch(
      new RegExp(`^${id}/revisions/backend-00001-[0-9a-f]{3}$`),
    );
    const next = started().update({
      ...subject(type),
      id,
      inputs,
      priorInputs: inputs,
      prior: outputs,
      preview: false,
    });
    expect(next.latestReadyRevision).toMatch(/backend-00002-/);
    expect(next).toMatchObject({ generation: "2", observedGeneration: "2", uid: outputs.uid });
  });
});

describe("Redis", () => {
  const type = "gcp:redis/instance:Instance";

  it("listens with TLS on another port than without", () => {
    const tls = { transitEncryptionMode: "SERVER_AUTHENTICATION" };
    expect(created(type, { name: "r", memorySizeGb: 1, ...tls }).outputs.port).toBe(6378);
    expect(created(type, { name: "r", memorySizeGb: 1 }).outputs.port).toBe(6379);
  });

  it("has a secret word with AUTH, which stays the same in updates, and none without", () => {
    const inputs = { name: "r", memorySizeGb: 1, authEnabled: true };
    const { outputs, preview, id } = created(type, inputs);
    expect(revealed(outputs.authString ?? null)).toMatch(/^[0-9a-f-]{36}$/);
    expect(holdsSecret(outputs.authString ?? null)).toBe(true);
    expect(preview.authString).toEqual(secret(unknown));
    const update = { ...subject(type), id, priorInputs: inputs, prior: outputs, preview: false };
    expect(started().update({ ...update, inputs }).authString).toEqual(outputs.authString);
    const without = { ...inputs, authEnabled: false };
    expect(revealed(started().update({ ...update, inputs: without }).authString ?? null)).toBe("");
  });
});

describe("Secret Manager", () => {
  it("names secrets by the number of the project, and their ids by its name", () => {
    const { id, outputs } = created("gcp:secretmanager/secret:Secret", {
      secretId: "url",
      replication: { auto: {} },
    });
    expect(id).toBe("projects/netra-staging/secrets/url");
    expect(outputs.name).toMatch(/^projects\/\d{12}\/secrets\/url$/);
  });

  it("numbers the version that replaces another on from that one", () => {
    const type = "gcp:secretmanager/secretVersion:SecretVersion";
    const inputs = (secretData: string) => ({ secret: "projects/p/secrets/url", secretData });
    const provider = started();
    const first = provider.create({ ...subject(type), inputs: inputs("a"), preview: false });
    const comparison = { ...subject(type), id: first.id, prior: first.outputs };
    const next = started();
    next.diff({ ...comparison, inputs: inputs("b"), priorInputs: inputs("a") });
    const second = next.create({ ...subject(type), inputs: inputs("b"), preview: false });
    expect([first.outputs.version, second.outputs.version]).toEqual(["1", "2"]);
  });

  it("numbers versions from one, and keeps their values secret", () => {
    const { id, outputs } = created("gcp:secretmanager/secretVersion:SecretVersion", {
      secret: "projects/netra-staging/secrets/url",
      secretData: "hunter2",
    });
    expect(outputs.version).toBe("1");
    expect(id).toMatch(/^projects\/\d{12}\/secrets\/url\/versions\/1$/);
    expect(outputs.secretData).toEqual(secret("hunter2"));
  });
});

describe("service accounts", () => {
  it("have an address that a preview knows, and a number that it does not", () => {
    const { preview, outputs } = created("gcp:serviceaccount/account:Account", {
      accountId: "backend",
    });
    const email = "backend@netra-staging.iam.gserviceaccount.com";
    expect(preview).toMatchObject({ email, member: `serviceAccount:${email}`, uniqueId: unknown });
    expect(outputs.name).toBe(`projects/netra-staging/serviceAccounts/${email}`);
    expect(outputs.uniqueId).toMatch(/^\d{21}$/);
  });

  it("have keys that are credentials files, and secret", () => {
    const { outputs } = created("gcp:serviceaccount/key:Key", {
      serviceAccountId: "backend@netra-staging.iam.gserviceaccount.com",
    });
    expect(holdsSecret(outputs.privateKey ?? null)).toBe(true);
    const file = Buffer.from(String(revealed(outputs.privateKey ?? null)), "base64").toString();
    expect(JSON.parse(file)).toMatchObject({
      type: "service_account",
      project_id: "netra-staging",
      client_email: "backend@netra-staging.iam.gserviceaccount.com",
    });
  });
});

it.each<[string, Properties, string, Properties]>([
  [
    "gcp:compute/network:Network",
    { name: "main" },
    network,
    { selfLink: `https://www.googleapis.com/compute/v1/${network}` },
  ],
  [
    "gcp:compute/subnetwork:Subnetwork",
    { name: "run", network, ipCidrRange: "10.0.16.0/20" },
    "projects/netra-staging/regions/us-central1/subnetworks/run",
    { gatewayAddress: "10.0.16.1" },
  ],
  [
    "gcp:vpcaccess/connector:Connector",
    { name: "c", network: "main", ipCidrRange: "10.8.0.0/28" },
    "projects/netra-staging/locations/us-central1/connectors/c",
    { state: "READY" },
  ],
  [
    "gcp:servicenetworking/connection:Connection",
    { network, service: "servicenetworking.googleapis.com", reservedPeeringRanges: ["r"] },
    `${encodeURIComponent(network)}:servicenetworking.googleapis.com`,
    { peering: "servicenetworking-googleapis-com" },
  ],
  [
    "gcp:artifactregistry/repository:Repository",
    { repositoryId: "images", format: "DOCKER", location: "us-central1" },
    "projects/netra-staging/locations/us-central1/repositories/images",
    { registryUri: "us-central1-docker.pkg.dev/netra-staging/images" },
  ],
  [
    "gcp:projects/iAMMember:IAMMember",
    { project: "netra-staging", role: "roles/viewer", member: "user:a@example.com" },
    "netra-staging/roles/viewer/user:a@example.com",
    {},
  ],
  [
    "gcp:secretmanager/secretIamMember:SecretIamMember",
    { secretId: "url", role: "roles/x", member: "user:a@example.com", condition: { title: "t" } },
    "projects/netra-staging/secrets/url/roles/x/user:a@example.com/t",
    {},
  ],
  [
    "gcp:projects/service:Service",
    { service: "run.googleapis.com" },
    "netra-staging/run.googleapis.com",
    {},
  ],
  ["gcp:storage/bucket:Bucket", { name: "b", location: "US" }, "b", { url: "gs://b" }],
])("%s has the id and the outputs of a real one", (type, inputs, id, expected) => {
  const result = created(type, inputs);
  expect(result.id).toBe(id);
  expect(result.outputs).toMatchObject(expected);
});

it("every labelled resource carries the provider's labels, as secrets", () => {
  const provider = gcp();
  provider.configure({ project: "p", region: "r", defaultLabels: { team: "a" } });
  const { outputs } = provider.create({
    ...subject("gcp:storage/bucket:Bucket"),
    inputs: { name: "b", location: "US", labels: { stack: "dev" } },
    preview: true,
  });
  expect(outputs.effectiveLabels).toEqual(
    secret({ "goog-pulumi-provisioned": "true", stack: "dev", team: "a" }),
  );
});

describe("functions", () => {
  it("tell the project, with a number that is always the same", () => {
    const getProject = "gcp:organizations/getProject:getProject";
    const { number, projectId } = started().invoke(getProject, {});
    expect(projectId).toBe("netra-staging");
    expect(started().invoke(getProject, { projectId: "netra-staging" }).number).toBe(number);
    expect(started().invoke(getProject, { projectId: "other" }).number).not.toBe(number);
  });

  it("tell what the provider was configured with", () => {
    expect(started().invoke("gcp:organizations/getClientConfig:getClientConfig", {})).toMatchObject(
      {
        project: "netra-staging",
        region: "us-central1",
      },
    );
  });
});
