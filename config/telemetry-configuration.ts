import type { z } from "zod";
import type { Memory } from "./schema/memory";
import type { telemetry } from "./schema/telemetry";

/** The collectors of one platform. */
export interface CollectorConfiguration {
  readonly image: string;
  /** vCPU of one collector. */
  readonly cpu: number;
  readonly memory: Memory;
  readonly scale: { readonly min: number; readonly max: number };
}

/** Where telemetry goes. */
export type TelemetryConfiguration = Pick<
  z.output<typeof telemetry>,
  "destination" | "protocol"
> & {
  /** The collectors of the stack, on each platform that has services which send to one. */
  readonly collectors: {
    readonly "cloud-run"?: CollectorConfiguration;
    readonly gke?: CollectorConfiguration & { readonly namespace: string };
  };
};
