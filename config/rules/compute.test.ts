import { describe } from "vitest";
import { moveToGke } from "../stack-file.fixture";
import { compute } from "./compute";
import { accepts, refuses } from "./table.fixture";

const service = (cpu: number, memory: string, concurrency?: number, cpuIdle?: boolean) => {
  return (file: Record<string, unknown>) => {
    const { auth } = file["holdfast:services"] as Record<string, Record<string, unknown>>;
    Object.assign(auth ?? {}, { cpu, memory, cpuIdle, scale: { max: 4, concurrency } });
  };
};
const refusedMemory: [number, string][] = [
  [0.08, "513Mi"],
  [0.5, "2Gi"],
  [1, "256Mi"],
  [1, "5Gi"],
  [2, "9Gi"],
  [4, "1Gi"],
  [4, "17Gi"],
  [6, "3Gi"],
  [6, "25Gi"],
  [8, "3Gi"],
];
const acceptedMemory: [number, string][] = [
  [0.08, "128Mi"],
  [0.49, "512Mi"],
  [0.5, "1Gi"],
  [1, "512Mi"],
  [1, "4Gi"],
  [2, "8Gi"],
  [4, "2Gi"],
  [4, "16Gi"],
  [6, "4Gi"],
  [6, "24Gi"],
  [8, "4Gi"],
  [8, "32Gi"],
];

describe("N14: the CPU and memory of a service", () => {
  refuses(compute, [
    ...refusedMemory.map(([cpu, memory]) => ({
      name: `${memory} with ${cpu} vCPU`,
      change: service(cpu, memory),
      at: ["services.auth.memory"],
      says: `with ${cpu} vCPU`,
    })),
    ...[0.01, 0.079, 1.5, 3, 5, 7, 16].map((cpu) => ({
      name: `${cpu} vCPU`,
      change: service(cpu, "512Mi"),
      at: ["services.auth.cpu"],
      says: "1, 2, 4, 6, 8 or a number from 0.08 to 0.999",
    })),
    {
      name: "several requests at once with less than one vCPU",
      change: service(0.5, "512Mi", 2),
      at: ["services.auth.scale.concurrency"],
    },
    {
      name: "CPU between requests with less than one vCPU",
      change: service(0.999, "512Mi", 1, false),
      at: ["services.auth.cpuIdle"],
      says: "false with 0.999 vCPU",
    },
  ]);

  accepts(compute, [
    ...acceptedMemory.map(([cpu, memory]) => ({
      name: `${memory} with ${cpu} vCPU`,
      change: service(cpu, memory),
    })),
    {
      name: "sizes on GKE that Cloud Run does not have",
      change: (file) => {
        service(3, "512Mi")(file);
        moveToGke(file);
      },
    },
    { name: "one request at once with less than one vCPU", change: service(0.5, "512Mi", 1) },
    { name: "CPU between requests with one vCPU", change: service(1, "512Mi", 80, false) },
    { name: "CPU during requests with less than one", change: service(0.5, "512Mi", 1, true) },
    { name: "many requests at once with one vCPU", change: service(1, "512Mi", 1000) },
  ]);
});
