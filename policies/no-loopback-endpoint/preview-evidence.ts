import crypto from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/**
 * What the preview that `pulumi up` runs first has found: which endpoints of an object a workload reads that has a
 * listener for them. The engine ends the pack between preview and update, so it is handed on in a file.
 * See docs/decisions/loopback-endpoints.md.
 */
export interface PreviewEvidence {
  /** Keeps the endpoints of one object that are served, in place of what an earlier preview found. */
  keep(urn: string, endpoints: readonly string[]): void;
  /** Tells whether a preview found lately that this endpoint of an object is served. */
  has(urn: string, endpoint: string): boolean;
}

/** How long it counts: a user may take a while over a preview before confirming the update. */
const VALIDITY_MS = 60 * 60_000;

/**
 * Evidence in a folder that only the user can read. It holds names, hosts and ports, nothing of a value. Where it cannot
 * be kept or read there is none, and the update refuses what it cannot see a listener for.
 */
export function evidenceIn(folder: string, now: () => number = () => Date.now()): PreviewEvidence {
  const fileOf = (urn: string) =>
    path.join(folder, `${crypto.createHash("sha256").update(urn).digest("hex")}.json`);
  return {
    keep(urn, endpoints) {
      try {
        if (endpoints.length === 0) {
          fs.rmSync(fileOf(urn), { force: true });
          return;
        }
        fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
        fs.writeFileSync(fileOf(urn), JSON.stringify(endpoints), { mode: 0o600 });
      } catch {
        return;
      }
    },
    has(urn, endpoint) {
      try {
        const file = fileOf(urn);
        const isFresh = now() - fs.statSync(file).mtimeMs < VALIDITY_MS;
        const kept: unknown = JSON.parse(fs.readFileSync(file, "utf8"));
        return isFresh && isOwn(folder) && Array.isArray(kept) && kept.includes(endpoint);
      } catch {
        return false;
      }
    },
  };
}

/** Evidence in the temporary folder of the machine. */
export function evidenceOfUser(): PreviewEvidence {
  return evidenceIn(path.join(os.tmpdir(), `holdfast-loopback-${process.getuid?.() ?? "user"}`));
}

/** A folder that another user made first proves nothing. Windows has no such users, and a temporary folder for each. */
function isOwn(folder: string): boolean {
  const uid = process.getuid?.();
  return uid === undefined || fs.statSync(folder).uid === uid;
}
