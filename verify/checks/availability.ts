import { type Check, Fault, type Finding } from "../check";
import type { HostTarget } from "../plan";
import { percent } from "../quote";
import { keepingAgent } from "../transport/request";
import type { CheckContext } from "./context";
import { askHealth, healthCheckId, judgeHealth } from "./health";

/** Requests that are open at a time: enough to end soon, and far less than one instance takes. */
const AT_ONCE = 10;

/** The check that a host's health path answers well nearly every time. */
export function availabilityCheck(context: CheckContext, target: HostTarget): Check {
  return {
    id: `availability/${target.host}`,
    groups: ["health"],
    service: target.service,
    title: `Availability of https://${target.host}${target.path}`,
    needs: [healthCheckId(target.host)],
    run: async (signal) => judge(context, target, await sample(context, target, signal)),
  };
}

/** Sends the requests; gives the problem of each one that was not good. */
async function sample(
  context: CheckContext,
  target: HostTarget,
  signal: AbortSignal,
): Promise<string[]> {
  const agent = keepingAgent(AT_ONCE);
  const problems: string[] = [];
  let left = target.availabilityRequests;
  const work = async () => {
    while (left > 0 && !signal.aborted) {
      left -= 1;
      try {
        judgeHealth(target, await askHealth(context, target, { signal, agent }));
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        problems.push(error.problem);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return problems;
  } finally {
    agent.destroy();
  }
}

function judge({ plan }: CheckContext, target: HostTarget, problems: readonly string[]): Finding {
  const { availabilityRequests: requests, host, path } = target;
  const good = requests - problems.length;
  const share = good / requests;
  if (share < plan.limits.availability) {
    throw new Fault(
      `${good} of ${requests} requests to https://${host}${path} were good (${percent(share)}); expected at least ${percent(plan.limits.availability)}. Most often: ${mostOften(problems)}`,
      `Look at the instances and restarts of service "${target.service}", and at the load balancer's log.`,
    );
  }
  return { found: `${good} of ${requests} requests were good` };
}

function mostOften(problems: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const problem of problems) counts.set(problem, (counts.get(problem) ?? 0) + 1);
  const [first] = [...counts].sort(([, one], [, other]) => other - one);
  return first?.[0] ?? "";
}
