import { createHash } from "node:crypto";
import type { Reading } from "../../../values/reading";
import { projectNumber } from "../../properties";

/** The two letters that stand for a region in the addresses of Cloud Run. */
const codes: Readonly<Record<string, string>> = {
  "africa-south1": "bq",
  "asia-east1": "de",
  "asia-east2": "df",
  "asia-northeast1": "an",
  "asia-northeast2": "dt",
  "asia-northeast3": "du",
  "asia-south1": "el",
  "asia-south2": "em",
  "asia-southeast1": "as",
  "asia-southeast2": "et",
  "australia-southeast1": "ts",
  "australia-southeast2": "km",
  "europe-central2": "lm",
  "europe-north1": "lz",
  "europe-southwest1": "no",
  "europe-west1": "ew",
  "europe-west2": "nw",
  "europe-west3": "ey",
  "europe-west4": "ez",
  "europe-west6": "oa",
  "europe-west8": "oc",
  "europe-west9": "od",
  "me-central1": "ww",
  "me-west1": "zf",
  "northamerica-northeast1": "nn",
  "northamerica-northeast2": "pd",
  "southamerica-east1": "rj",
  "southamerica-west1": "tl",
  "us-central1": "uc",
  "us-east1": "ue",
  "us-east4": "uk",
  "us-east5": "ul",
  "us-south1": "vp",
  "us-west1": "uw",
  "us-west2": "wl",
  "us-west3": "wm",
  "us-west4": "wn",
};

/** The address of a service, which has a part that all services of a project share. */
export function uri(r: Reading): string {
  const location = r.text("location");
  const code = codes[location] ?? location.replace(/[^a-z]/g, "").slice(0, 2);
  return `https://${r.text("name")}-${projectWord(r.text("project"))}-${code}.a.run.app`;
}

/** The address that follows from the names alone. */
export function deterministicUri(r: Reading): string {
  return `https://${r.text("name")}-${projectNumber(r.text("project"))}.${r.text("location")}.run.app`;
}

function projectWord(project: string): string {
  const digest = createHash("sha256").update(project).digest("hex");
  return BigInt(`0x${digest}`).toString(36).slice(0, 10);
}
