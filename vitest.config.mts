import { defineConfig } from "vitest/config";

/**
 * One project a kind of test, so that the run can say how many of which kind ran:
 * - unit: pure parts and policies, beside what they test;
 * - components: the components under Pulumi's mocks;
 * - verify: the checks after a deployment against a server on loopback that is broken in every way, and the
 *   faults of incidents with their answers;
 * - registry: the registry client against the real registry and a faulty one, on loopback;
 * - engine: stacks and foreign programs through the real engine, end to end;
 * - cluster: the Kubernetes objects that programs plan, before a real API server on loopback;
 * - workflows: the shell steps and workflow files.
 */
const longRunning = { testTimeout: 180_000, hookTimeout: 600_000 };

export default defineConfig({
  test: {
    reporters: ["default", "./test/reporter-by-kind.ts"],
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "config/**/*.test.ts",
            "policies/**/*.test.ts",
            "offline/**/*.test.ts",
            "images/**/*.test.ts",
            "scripts/**/*.test.ts",
            "bench/**/*.test.ts",
            "test/documentation/**/*.test.ts",
            "test/broken-files/**/*.test.ts",
          ],
          exclude: ["**/node_modules/**", "policies/bin/**"],
          testTimeout: 30_000,
        },
      },
      { test: { name: "components", include: ["components/**/*.test.ts"], testTimeout: 60_000 } },
      {
        test: {
          name: "verify",
          include: ["verify/**/*.test.ts", "test/incidents/**/*.test.ts"],
          testTimeout: 60_000,
        },
      },
      { test: { name: "registry", include: ["test/registry/**/*.test.ts"], ...longRunning } },
      { test: { name: "engine", include: ["test/engine/**/*.test.ts"], ...longRunning } },
      {
        test: {
          name: "cluster",
          include: ["test/cluster/**/*.test.ts"],
          ...longRunning,
          // On an empty machine the first hook builds the API server while other suites keep the processors busy.
          hookTimeout: 1_800_000,
        },
      },
      { test: { name: "workflows", include: ["test/workflows/**/*.test.ts"], ...longRunning } },
    ],
  },
});
