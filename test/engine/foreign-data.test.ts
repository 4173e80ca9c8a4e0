import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseImageList } from "../../offline/registry/image-list";
import { openSession, type PulumiResult, type Session } from "../../offline/session";

const program = join(__dirname, "../programs/foreign-data");
const repository = "europe-docker.pkg.dev/somebody-else/shop/api";

/** The policies that this program is about. */
const POLICIES = [
  "cache-authenticated",
  "database-protected",
  "egress-has-way-out",
  "private-database-reachable",
  "ranges-disjoint",
];

let session: Session;

beforeAll(async () => {
  session = await openSession({
    images: parseImageList(
      `images: [{ repository: ${repository}, tags: [1.0.0], entrypoint: [/app] }]`,
      "images",
    ),
  });
});

afterAll(async () => {
  await session?.close();
});

function preview(isFaulty: boolean): Promise<PulumiResult> {
  const stackFile = [
    "config:",
    "  gcp:project: somebody-else",
    `  foreign-data:image: ${repository}:1.0.0`,
    `  foreign-data:faulty: "${isFaulty}"`,
    "",
  ].join("\n");
  return session.pulumi(["preview"], { program, stack: "test", stackFile });
}

const shown = ({ stdout, stderr }: PulumiResult): string => stdout + stderr;

/** What the policies found, as `policy, resource: kind at path`. */
function found({ results }: PulumiResult): string[] {
  return results
    .filter(({ policy }) => POLICIES.includes(policy))
    .flatMap(({ policy, urn, findings }) =>
      findings.map(({ kind, path }) => `${policy}, ${urn.split("::").at(-1)}: ${kind} at ${path}`),
    )
    .sort();
}

describe("databases, caches and networks of a program that nobody here wrote", () => {
  it("N8: pass when every workload has its way, and leave nothing to guess", async () => {
    const result = await preview(false);
    expect(found(result), shown(result)).toEqual([]);
  });

  it("N8, N15, N16, A15, A19, P2: are refused for each fault, and for nothing beside it", async () => {
    const result = await preview(true);
    expect(result.code).not.toBe(0);
    const direct = "template.vpcAccess.networkInterfaces[0].subnetwork";
    expect(found(result), shown(result)).toEqual(
      [
        "cache-authenticated, open: violation at authEnabled",
        "cache-authenticated, open: violation at transitEncryptionMode",
        "database-protected, early-primary: violation at clientConnectionConfig.sslConfig.sslMode",
        "database-protected, exposed: violation at deletionProtection",
        "database-protected, exposed: violation at settings.backupConfiguration.enabled",
        "database-protected, exposed: violation at settings.backupConfiguration.pointInTimeRecoveryEnabled",
        "database-protected, exposed: violation at settings.deletionProtectionEnabled",
        "database-protected, exposed: violation at settings.ipConfiguration.authorizedNetworks[0].value",
        "database-protected, exposed: violation at settings.ipConfiguration.ipv4Enabled",
        "database-protected, exposed: violation at settings.ipConfiguration.sslMode",
        "database-protected, exposed: violation at settings.tier",
        "database-protected, volatile: violation at continuousBackupConfig.enabled",
        "database-protected, volatile: violation at deletionProtection",
        "egress-has-way-out, in-another-network: violation at template.vpcAccess.egress",
        "private-database-reachable, early-primary: violation at cluster",
        "private-database-reachable, early: violation at settings.ipConfiguration.privateNetwork",
        `private-database-reachable, in-another-network: violation at ${direct}`,
        "private-database-reachable, in-another-region: violation at template.vpcAccess.connector",
        "private-database-reachable, with-socket-alone: violation at template.template.vpcAccess",
        "private-database-reachable, without-way: violation at template.vpcAccess",
        `ranges-disjoint, in-another-network: violation at ${direct}`,
        "ranges-disjoint, tight: violation at ipCidrRange",
      ].sort(),
    );
  });

  it("N8, N15: are told apart by their names, with one action for each", async () => {
    const output = shown(await preview(true)).replace(/-[0-9a-f]{7}"/g, '"');
    expect(output).toContain(
      'Cloud Run service "without-way": template.vpcAccess is not set, and the workload is told of gcp.sql.DatabaseInstance "sound", which has a private address only.',
    );
    expect(output).toContain(
      'Set it to a connector or a subnetwork of network "sound" in the region of the workload.',
    );
    expect(output).toContain(
      'nothing makes the resource wait for gcp.servicenetworking.Connection "access", without which its address cannot be given.',
    );
    expect(output).toContain(
      'all traffic enters network "faulty" in region "europe-west1", from which no Cloud NAT of subnetwork "tight" leads to the internet.',
    );
  });
});
