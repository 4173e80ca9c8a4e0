/**
 * The sum of the connections that the clients of one database can open, against what it accepts. Pure arithmetic,
 * which the stack file's rules and the policies share.
 */

/** What one service or job can ask of a database. */
export interface ConnectionDemand {
  /** What messages call the consumer, such as its name in quotes. */
  readonly label: string;
  /** Most instances at once, or tasks of a job. */
  readonly instances: number;
  /** Connections that one instance keeps. */
  readonly pool: number;
  /** Connections that one instance may open beyond its pool. */
  readonly overflow: number;
  /** Fewest instances that the consumer can be limited to. @default 1 */
  readonly leastInstances?: number;
  /** Whether an update replaces instances while the former ones still run, as one of a service does. */
  readonly rollsOut: boolean;
  /**
   * Instances at once while an update replaces as many as are given, for a platform that starts fewer than a second
   * revision of them. @default twice as many
   */
  readonly inRollout?: (instances: number) => number;
}

/** Connections of clients that are no services of the program. */
export interface OtherClient {
  /** What messages call them, such as their name in quotes. */
  readonly label: string;
  /** Most connections at once. */
  readonly connections: number;
}

/** Everything that shares the connections of one database. */
export interface ConnectionBudget {
  /** Services and jobs that connect to the database. */
  readonly demands: readonly ConnectionDemand[];
  /** Clients beside them. */
  readonly others: readonly OtherClient[];
  /** Connections that the database keeps for itself, for a maximum. Must grow by less than the maximum does. */
  readonly reserve: (maximum: number) => number;
  /** Connections that the database accepts. */
  readonly maximum: number;
}

/** The sums of a budget, each in connections. */
export interface ConnectionSums {
  /** All services and jobs, while nothing is rolled out. */
  readonly steady: number;
  /** All services and jobs while every service has two revisions. */
  readonly rollout: number;
  /** Clients beside them. */
  readonly others: number;
  /** What the database keeps for itself. */
  readonly reserved: number;
  /** What is needed in all, during a rollout too. */
  readonly needed: number;
  /** Whether that is no more than the database accepts. */
  readonly fits: boolean;
}

/**
 * Revisions of a service that hold connections at once while one replaces the other: instances of the former one
 * live on after its traffic has moved (https://cloud.google.com/run/docs/about-instance-autoscaling), so even
 * services that are updated one after the other overlap.
 */
export const revisionsInRollout = 2;

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** Most connections of a consumer while nothing is rolled out. */
export function steadyDemand({ instances, pool, overflow }: ConnectionDemand): number {
  return instances * (pool + overflow);
}

/** Most instances of a consumer at once, during a rollout too. */
export function rolloutInstances(demand: ConnectionDemand, instances = demand.instances): number {
  if (!demand.rollsOut) {
    return instances;
  }
  return demand.inRollout?.(instances) ?? instances * revisionsInRollout;
}

/** Most connections of a consumer, during a rollout too. */
export function rolloutDemand(demand: ConnectionDemand): number {
  return rolloutInstances(demand) * (demand.pool + demand.overflow);
}

/** Adds up a budget. */
export function sumConnections({
  demands,
  others,
  reserve,
  maximum,
}: ConnectionBudget): ConnectionSums {
  const rollout = total(demands.map(rolloutDemand));
  const otherConnections = total(others.map(({ connections }) => connections));
  const reserved = reserve(maximum);
  const needed = rollout + otherConnections + reserved;
  return {
    steady: total(demands.map(steadyDemand)),
    rollout,
    others: otherConnections,
    reserved,
    needed,
    fits: needed <= maximum,
  };
}

/** The greatest values of one consumer that fit, each alone; undefined where no value of that one does. */
export interface FittingChange {
  /** What messages call the consumer. */
  readonly label: string;
  readonly instances?: number;
  readonly pool?: number;
  readonly overflow?: number;
}

/**
 * For each consumer the greatest value of each of its numbers with which the whole budget fits, everything else
 * as it is.
 */
export function fittingChanges(budget: ConnectionBudget): readonly FittingChange[] {
  const { needed } = sumConnections(budget);
  const excess = needed - budget.maximum;
  return budget.demands.map((demand) => {
    const { label, pool, overflow, leastInstances = 1 } = demand;
    const room = rolloutDemand(demand) - excess;
    const each = Math.floor(room / rolloutInstances(demand));
    const atLeast = (least: number, value: number) => (value >= least ? value : undefined);
    return {
      label,
      instances: atLeast(
        Math.max(1, leastInstances),
        mostWithin(Math.floor(room / (pool + overflow)), demand),
      ),
      pool: atLeast(1, each - overflow),
      overflow: atLeast(0, each - pool),
    };
  });
}

/** The greatest number of instances of which no more than some are there at once. */
function mostWithin(room: number, demand: ConnectionDemand): number {
  if (demand.inRollout === undefined || !demand.rollsOut) {
    return Math.floor(room / (demand.rollsOut ? revisionsInRollout : 1));
  }
  let instances = room;
  while (instances > 0 && demand.inRollout(instances) > room) {
    instances -= 1;
  }
  return instances;
}

/** The least maximum with which a budget fits, everything else as it is. */
export function leastMaximum(budget: ConnectionBudget): number {
  const { rollout, others } = sumConnections(budget);
  let maximum = rollout + others;
  // The reserve grows by less than the maximum, so each step is smaller than the one before.
  for (;;) {
    const needed = rollout + others + budget.reserve(maximum);
    if (needed <= maximum) {
      return maximum;
    }
    maximum = needed;
  }
}
