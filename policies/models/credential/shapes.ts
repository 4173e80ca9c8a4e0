/** A credential that its issuer makes recognisable. */
export interface ShapedCredential {
  /** What it is, with its article, such as `a private key`. */
  readonly what: string;
  readonly credential: string;
  /** Whether keys of this sort are given to browsers too, so that a name can say that it is for everybody. */
  readonly mayBePublic: boolean;
}

const SHAPES: readonly {
  readonly what: string;
  readonly pattern: RegExp;
  readonly mayBePublic?: boolean;
}[] = [
  {
    what: "a private key",
    pattern:
      /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:\\n|\\r|\s)*[A-Za-z0-9+/=:, -]{8,}/g,
  },
  {
    what: "a token of GitHub",
    pattern: /\bgh[opsur]_[A-Za-z0-9]{30,}|\bgithub_pat_[A-Za-z0-9_]{22,}/g,
  },
  { what: "a token of GitLab", pattern: /\bglpat-[A-Za-z0-9_-]{20,}/g },
  { what: "a token of Slack", pattern: /\bxox[abeprs]-[A-Za-z0-9-]{10,}/g },
  {
    what: "the address of a webhook of Slack, which is a credential",
    pattern:
      /hooks\.slack\.com\/(?:services|workflows)\/[A-Z0-9]{6,}\/[A-Z0-9]{6,}\/[A-Za-z0-9]{12,}/g,
  },
  { what: "a live key of Stripe", pattern: /\b[sr]k_live_[A-Za-z0-9]{16,}/g },
  { what: "an access key of AWS", pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b(?<!EXAMPLE)/g },
  { what: "an API key of Google", pattern: /\bAIza[A-Za-z0-9_-]{35}/g, mayBePublic: true },
  { what: "an OAuth token of Google", pattern: /\bya29\.[A-Za-z0-9_-]{20,}/g },
  { what: "a key of SendGrid", pattern: /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/g },
  {
    what: "a key of OpenAI or Anthropic",
    pattern: /\bsk-(?:proj|ant|svcacct)-[A-Za-z0-9_-]{20,}|\bsk-[A-Za-z0-9]{40,}/g,
  },
  { what: "a token of npm", pattern: /\bnpm_[A-Za-z0-9]{36}/g },
  { what: "a token of Vault", pattern: /\bhv[sb]\.[A-Za-z0-9_-]{20,}/g },
  { what: "a token of Pulumi", pattern: /\bpul-[0-9a-f]{40}/g },
  { what: "a token of Shopify", pattern: /\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}/g },
];

/** Finds private keys and the tokens that their issuers make recognisable, wherever they stand in a text. */
export function findShaped(text: string): readonly ShapedCredential[] {
  return SHAPES.flatMap(({ what, pattern, mayBePublic = false }) =>
    [...text.matchAll(pattern)].map(([credential]) => ({ what, credential, mayBePublic })),
  );
}
