import { delimiter, dirname, join } from "node:path";
import type { Chosen } from "../tools/choose-tool";

/** What the engine and everything that it starts get to see. */
export interface EnvironmentOptions {
  /** The Pulumi CLI. */
  readonly engine: Chosen;
  /** Temporary folder of the session: home folder and scratch space of all processes. */
  readonly folder: string;
  /** Folder of the state file. */
  readonly state: string;
  /** Folder with the plugins, the engine's `PULUMI_HOME`. */
  readonly pulumiHome: string;
}

/** What of the user's environment says nothing of logins, clouds or settings of Pulumi. */
const KEPT = ["LANG", "LC_ALL", "LC_CTYPE", "TERM", "TZ", "SYSTEMROOT"];

/**
 * A closed environment: no login, KUBECONFIG, cloud credentials, proxy or setting of the user's has a
 * way in, since only a few harmless variables are kept and the home folder is an empty one.
 */
export function closedEnvironment(options: EnvironmentOptions): NodeJS.ProcessEnv {
  const { engine, folder, state, pulumiHome } = options;
  const kept = KEPT.filter((name) => process.env[name] !== undefined);
  // The same Node.js that runs us runs the program, the policies and the providers.
  const path = [dirname(engine.path), dirname(process.execPath), process.env.PATH ?? ""];
  return {
    ...Object.fromEntries(kept.map((name) => [name, process.env[name]])),
    PATH: path.join(delimiter),
    HOME: folder,
    TMPDIR: folder,
    PULUMI_HOME: pulumiHome,
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // What a plan needs was found or made before the engine starts.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    // The types were checked by `npm run check`; here they would only cost time.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, "lazy-modules.cjs"))}`,
    // The real provider asks no API for the plan of a new stack; it only wants a token of any kind.
    GOOGLE_OAUTH_ACCESS_TOKEN: "placeholder",
    PULUMI_GCP_SKIP_REGION_VALIDATION: "true",
    CLOUDSDK_CONFIG: join(folder, "gcloud"),
    KUBECONFIG: join(folder, "kubeconfig"),
    DOCKER_CONFIG: join(folder, "docker"),
    // On a machine of Google's cloud its own credentials would be one request away.
    METADATA_SERVER_DETECTION: "none",
    NO_GCE_CHECK: "true",
  };
}
