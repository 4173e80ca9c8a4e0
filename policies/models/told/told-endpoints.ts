import type { Endpoint } from "../endpoint/endpoint";
import { findEndpoints } from "../endpoint/find-endpoints";
import type { Source, ToldSetting } from "./reading";
import type { ToldWorkload } from "./told-settings";

/** An endpoint to which a container is told to connect. */
export interface ToldEndpoint {
  readonly endpoint: Endpoint;
  readonly source: Source;
  /** The setting that holds it. */
  readonly setting: ToldSetting;
}

/** The endpoints to which the containers of a workload are told to connect. */
export function toldEndpoints({
  settings,
}: Pick<ToldWorkload, "settings">): readonly ToldEndpoint[] {
  return settings.flatMap((setting) => {
    const { text, name, context, siblings, source } = setting;
    return findEndpoints(text, { name, context, siblings })
      .filter(({ use }) => use === "connect")
      .map((endpoint) => ({ endpoint, source, setting }));
  });
}

/** Where else an endpoint stands, for a message: ` (by Secret "db")`. */
export function shownSource({ object }: Source): string {
  return object === undefined ? "" : ` (by ${object.subject})`;
}
