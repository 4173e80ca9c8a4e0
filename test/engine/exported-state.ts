/** One resource of an exported state. */
export interface ExportedResource {
  readonly type: string;
  readonly name: string;
  readonly inputs: object;
}

const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** A secret in an exported state that nobody here has the key of. */
export const lockedSecret = { [SIGNATURE_KEY]: SECRET_SIGNATURE, ciphertext: "v1:AAAA:BBBB" };

/** What `pulumi stack export` writes for a stack "staging" of a project "shop" with these resources. */
export function exportedState(resources: readonly ExportedResource[]): string {
  const urn = (type: string, name: string) => `urn:pulumi:staging::shop::${type}::${name}`;
  const root = urn("pulumi:pulumi:Stack", "shop-staging");
  const providers = ["gcp", "kubernetes"].map((name) => ({
    urn: urn(`pulumi:providers:${name}`, "default"),
    custom: true,
    id: "11111111-2222-4333-8444-555555555555",
    type: `pulumi:providers:${name}`,
    inputs: {},
  }));
  const providerOf = (type: string) => {
    const provider = providers.find(({ type: kind }) => kind.endsWith(type.split(":")[0] ?? ""));
    return `${provider?.urn}::${provider?.id}`;
  };
  return JSON.stringify({
    version: 3,
    deployment: {
      manifest: { time: "2026-06-15T12:00:00Z", magic: "", version: "" },
      secrets_providers: {
        type: "passphrase",
        state: { salt: `v1:${"A".repeat(11)}=:v1:${"A".repeat(16)}:${"A".repeat(36)}` },
      },
      resources: [
        { urn: root, custom: false, type: "pulumi:pulumi:Stack" },
        ...providers,
        ...resources.map(({ type, name, inputs }) => ({
          urn: urn(type, name),
          custom: true,
          id: name,
          type,
          inputs,
          outputs: inputs,
          parent: root,
          provider: providerOf(type),
        })),
      ],
    },
  });
}
