import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leastCpuFor, memoryBounds, WHOLE_CPUS } from "../models/compute/cloud-run-limits";
import { readCompute } from "../models/compute/read-compute";
import { arbitraryData } from "../testing/arbitrary-data";
import { checkCompute } from "./check";

const SERVICE = "gcp:cloudrunv2/service:Service";

interface Sizing {
  readonly template?: object;
  readonly resources?: object;
  readonly root?: object;
}

function messages(
  limits: object,
  { template = {}, resources = { cpuIdle: true }, root = {} }: Sizing = {},
  type = SERVICE,
): readonly string[] {
  const props = {
    ...root,
    template: { ...template, containers: [{ image: "a", resources: { ...resources, limits } }] },
  };
  const compute = readCompute(type, JSON.parse(JSON.stringify(props)));
  return compute === undefined
    ? ["no compute"]
    : checkCompute(compute).map(({ path, message }) => `${path} ${message}`);
}

const LIMITS = "template.containers[0].resources.limits";
const GEN2 = { executionEnvironment: "EXECUTION_ENVIRONMENT_GEN2" };

describe("N14: CPU and memory that Cloud Run does not have", () => {
  it.each([
    [
      { cpu: "1", memory: "8Gi" },
      {},
      `${LIMITS} is 1 vCPU with 8Gi of memory. Cloud Run gives 1 vCPU 128Mi to 4Gi. Set memory to "4Gi" or less, or cpu to "2".`,
    ],
    [
      { memory: "5Gi" },
      {},
      `${LIMITS} is 1 vCPU with 5Gi of memory. Cloud Run gives 1 vCPU 128Mi to 4Gi. Set memory to "4Gi" or less, or cpu to "2".`,
    ],
    [
      { cpu: "4", memory: "1Gi" },
      {},
      `${LIMITS} is 4 vCPU with 1Gi of memory. Cloud Run gives 4 vCPU 2Gi to 16Gi. Set memory to "2Gi" or more, or cpu to "2" or less.`,
    ],
    [
      { cpu: "4" },
      {},
      `${LIMITS} is 4 vCPU with 512Mi of memory. Cloud Run gives 4 vCPU 2Gi to 16Gi. Set memory to "2Gi" or more, or cpu to "2" or less.`,
    ],
    [
      { cpu: "1", memory: "256Mi" },
      { template: GEN2 },
      `${LIMITS} is 1 vCPU with 256Mi of memory. Cloud Run gives 1 vCPU 512Mi to 4Gi in the second generation execution environment. Set memory to "512Mi" or more, or use the first generation execution environment.`,
    ],
    [
      { cpu: "8", memory: "64Gi" },
      {},
      `${LIMITS} is 8 vCPU with 64Gi of memory. Cloud Run gives 8 vCPU 4Gi to 32Gi. Set memory to "32Gi" or less.`,
    ],
    [
      { cpu: "3", memory: "4Gi" },
      {},
      `${LIMITS}.cpu is "3". Cloud Run has 1, 2, 4, 6, 8 vCPU, and for services fractions from 0.08. Set it to "4".`,
    ],
    [
      { cpu: "10m" },
      {},
      `${LIMITS}.cpu is "10m". Cloud Run has 1, 2, 4, 6, 8 vCPU, and for services fractions from 0.08. Set it to "0.08".`,
    ],
    [
      { cpu: "500m" },
      { resources: { cpuIdle: false } },
      `${LIMITS}.cpu is "500m" with CPU outside of requests. Less than 1 vCPU is given during requests only. Set cpuIdle to true, or cpu to "1".`,
    ],
    [
      { cpu: "500m" },
      { resources: {} },
      `${LIMITS}.cpu is "500m" with CPU outside of requests. Less than 1 vCPU is given during requests only. Set cpuIdle to true, or cpu to "1".`,
    ],
    [
      { cpu: "500m" },
      { template: { maxInstanceRequestConcurrency: 80 } },
      'template.maxInstanceRequestConcurrency is 80 with 0.5 vCPU. An instance with less than 1 vCPU serves one request at a time. Set it to 1, or cpu to "1".',
    ],
    [
      { cpu: "500m" },
      { template: GEN2 },
      `${LIMITS}.cpu is "500m" in the second generation execution environment. Less than 1 vCPU is offered in the first generation only. Set cpu to "1", or use the first generation.`,
    ],
    [
      { cpu: "1", memory: "1GB" },
      {},
      `${LIMITS}.memory is no quantity ("1GB"). Write it like "1" or "500m" for CPU, or "512Mi" or "2Gi" for memory.`,
    ],
    [
      { cpu: "1" },
      { template: { maxInstanceRequestConcurrency: 1001 } },
      "template.maxInstanceRequestConcurrency is 1001. An instance serves 1000 requests at once at most. Set it to 1000 or less.",
    ],
    [
      { cpu: "1" },
      { template: { scaling: { minInstanceCount: 5, maxInstanceCount: 3 } } },
      "template.scaling.minInstanceCount is 5, more than the most instances, 3. Set it to 3 or less, or raise the other to 5.",
    ],
  ] as const)("N14: are refused with both ways out: %j %j", (limits, sizing, message) => {
    expect(messages(limits, sizing)).toEqual([message]);
  });

  it.each([
    [{}, {}],
    [{ cpu: "1", memory: "512Mi" }, {}],
    [{ cpu: 1, memory: "4Gi" }, {}],
    [{ cpu: "1000m", memory: "128Mi" }, {}],
    [{ cpu: "2", memory: "8G" }, { template: GEN2 }],
    [{ cpu: "4", memory: "2Gi" }, {}],
    [{ cpu: "8", memory: "32Gi" }, {}],
    [{ cpu: "0.5", memory: "1Gi" }, { template: { maxInstanceRequestConcurrency: 1 } }],
    [{ cpu: "80m", memory: "512Mi" }, {}],
    [
      { cpu: "1" },
      { resources: { cpuIdle: false }, template: { maxInstanceRequestConcurrency: 1000 } },
    ],
    [{ cpu: "1" }, { template: { scaling: { minInstanceCount: 3, maxInstanceCount: 3 } } }],
    [{ cpu: "1" }, { template: { scaling: { minInstanceCount: 3, maxInstanceCount: 0 } } }],
    [
      { cpu: "20", memory: "80Gi" },
      { template: { nodeSelector: { accelerator: "nvidia-rtx-pro-6000" } } },
    ],
    [{ cpu: "8", memory: "48Gi", "nvidia.com/gpu": "1" }, {}],
  ] as const)("are no false alarm: %j %j", (limits, sizing) => {
    expect(messages(limits, sizing)).toEqual([]);
  });

  it("refuses a worker pool with less than one vCPU", () => {
    expect(messages({ cpu: "500m" }, {}, "gcp:cloudrunv2/workerPool:WorkerPool")).toEqual([
      `${LIMITS}.cpu is "500m". A Cloud Run worker pool has 1 vCPU or more. Set it to "1".`,
    ]);
  });

  it("accepts every pair of the ladder, and nothing beyond it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...WHOLE_CPUS),
        fc.integer({ min: 64, max: 40_000 }),
        (cpu, memory) => {
          const { least, most } = memoryBounds(cpu, "first");
          const found = messages({ cpu: String(cpu), memory: `${memory}Mi` });
          expect(found.length).toBe(memory >= least && memory <= most ? 0 : 1);
        },
      ),
    );
  });

  it("names a number of vCPU that makes the memory fit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 4097, max: 32_768 }), (memory) => {
        expect(messages({ cpu: "1", memory: `${memory}Mi` }).join()).toContain(
          `or cpu to "${leastCpuFor(memory)}"`,
        );
      }),
    );
  });
});

describe("containers that share an instance", () => {
  const together = (...limits: readonly object[]) => {
    const containers = limits.map((each) => ({ resources: { limits: each } }));
    const compute = readCompute(SERVICE, { template: JSON.parse(JSON.stringify({ containers })) });
    return compute === undefined
      ? ["no compute"]
      : checkCompute(compute).map(({ message }) => message);
  };

  it("A16: are summed, with the sum shown", () => {
    expect(together({ cpu: "6", memory: "4Gi" }, { cpu: "4", memory: "4Gi" })).toEqual([
      "come to 10 vCPU (6 vCPU with 4Gi + 4 vCPU with 4Gi). An instance has 8 vCPU at most, for all its containers together. Lower the cpu of one.",
    ]);
    expect(together({ cpu: "1", memory: "8Gi" }, { cpu: "0.5", memory: "512Mi" })).toEqual([
      "come to 1.5 vCPU with 8704Mi of memory (1 vCPU with 8Gi + 0.5 vCPU with 512Mi). Cloud Run gives 2 vCPU 8Gi at most, for all containers of an instance together. Lower the memory of one, or raise its cpu.",
    ]);
  });

  it("may be small beside a large one", () => {
    expect(together({ cpu: "1", memory: "1Gi" }, { cpu: "0.25", memory: "256Mi" })).toEqual([]);
    expect(together({ cpu: "3", memory: "1Gi" }, {})).toEqual([]);
  });
});

it("judges whatever a program gives", () => {
  const data = arbitraryData(
    "template spec containers resources limits cpu memory scaling minInstanceCount maxInstanceCount executionEnvironment maxInstanceRequestConcurrency nodeSelector cpuIdle",
    ["1", "500m", "8Gi", "EXECUTION_ENVIRONMENT_GEN2"],
  );
  const type = fc.constantFrom(
    SERVICE,
    "gcp:cloudrun/service:Service",
    "gcp:cloudrunv2/job:Job",
    "gcp:cloudrunv2/workerPool:WorkerPool",
  );
  fc.assert(
    fc.property(type, data, (token, props) => {
      const compute = readCompute(token, props);
      for (const { message } of compute === undefined ? [] : checkCompute(compute)) {
        expect(message).toMatch(/\.$/);
      }
    }),
  );
});
