import { z } from "zod";
import { parseDuration } from "../registry/duration";
import { mirrorProblems } from "../registry/mirrors";

/** Longest time for one reference that can be asked for, in milliseconds. */
const MAX_TIMEOUT = 5 * 60_000;

/** What the policy can be told. All but `undetermined` holds for the other policies that read images as well. */
export const options = {
  unavailable: z
    .enum(["block", "warn"])
    .default("block")
    .describe(
      "What to do where a registry gives no answer, or does not say whether it has an image: `block` fails the run, `warn` shows it and counts it as not evaluated.",
    ),
  mirrors: z
    .record(z.string(), z.string())
    .superRefine((map, context) => {
      for (const { key, problem } of mirrorProblems(map)) {
        context.addIssue({ code: "custom", path: [key], message: `${problem}.` });
      }
    })
    .default({})
    .describe(
      'Registries to ask in place of others: from a host, a host and a path, or `*` for all, to the address of the mirror, such as `{"docker.io": "https://mirror.example.com/dockerhub"}`. The longest prefix wins. What follows the prefix is appended to the path of the address; for `*` that begins with the host. What a mirror does not have is missing. A mirror gets the credentials for its own host only.',
    ),
  timeout: z
    .string()
    .superRefine((text, context) => {
      const milliseconds = parseDuration(text);
      if (milliseconds > 0 && milliseconds <= MAX_TIMEOUT) return;
      const message =
        'must be a number with the unit "ms", "s" or "m", above 0 and at most "5m", such as "20s".';
      context.addIssue({ code: "custom", message });
    })
    .default("20s")
    .describe(
      "Longest time for one image with all retries, and again for what it says of itself, such as `20s`. With more than `30s`, raise `deadlineSeconds` of the policies that read images too.",
    ),
  concurrency: z
    .int()
    .min(1)
    .max(64)
    .default(8)
    .describe("Most images that one registry host is asked for at the same time."),
};
