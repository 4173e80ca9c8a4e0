/**
 * Throughput of one instance of a connector in Mbps, a tenth of what ten have
 * (https://cloud.google.com/vpc/docs/serverless-vpc-access#scaling). Google states f1-micro only where it was
 * the default: 100 to 500 Mbps for 2 to 10 instances, as far as can be told half of e2-micro.
 */
const megabitsPerSecond = { "e2-micro": 100, "f1-micro": 50, "e2-standard-4": 1600 } as const;

/** The most bytes in a second that a connector carries in one direction, with all its instances. */
export function connectorBytesPerSecond(connector: {
  readonly machineType: keyof typeof megabitsPerSecond;
  readonly maxInstances: number;
}): number {
  return (megabitsPerSecond[connector.machineType] * connector.maxInstances * 1_000_000) / 8;
}
