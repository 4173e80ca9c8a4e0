import type { Raw } from "../stack-file.fixture";

/** A host of the edge in the file that {@link verify} makes. */
export const HOST = "staging.netrasystems.ai";

/** A change to a file with an edge of two hosts, and with what the file says of checks. */
export const verify =
  (said: Raw, more: (file: Raw) => void = () => undefined) =>
  (file: Raw) => {
    file["holdfast:edge"] = {
      certificate: { domain: "netrasystems.ai" },
      hosts: { [HOST]: { service: "backend" }, "api.netrasystems.ai": { service: "backend" } },
    };
    file["holdfast:verify"] = said;
    more(file);
  };
