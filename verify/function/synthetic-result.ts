import { isGreen, type VerificationReport } from "../report";

/**
 * What a synthetic monitor has to answer, always with status 200:
 * https://github.com/GoogleCloudPlatform/synthetics-sdk-nodejs/blob/main/packages/synthetics-sdk-api/proto/synthetic_response.proto
 */
export interface SyntheticResult {
  readonly synthetic_generic_result_v1: {
    readonly ok: boolean;
    readonly generic_error?: {
      readonly error_type: string;
      readonly error_message: string;
      readonly function_name: string;
      readonly file_path: string;
      readonly line: number;
    };
  };
  readonly runtime_metadata: Readonly<Record<string, string>>;
  /** Beginning and end, as RFC 3339. */
  readonly start_time: string;
  readonly end_time: string;
}

/** Variables of the runtime that tell which revision ran. */
const METADATA = ["K_SERVICE", "K_REVISION", "K_CONFIGURATION"];

/** Longest message; Cloud Monitoring shows it on one page. */
const LONGEST_MESSAGE = 4000;

/** A report in the form of a synthetic monitor: its red checks are the message of its error. */
export function syntheticResult(
  { ok, checks, startTime, endTime }: VerificationReport,
  environment: Readonly<Record<string, string | undefined>>,
): SyntheticResult {
  const red = checks.filter(({ status }) => !isGreen(status));
  const [first] = red;
  const message = red
    .map(({ title, problem = "", advice = "" }) => `${title}: ${problem} ${advice}`.trim())
    .join("\n");
  return {
    synthetic_generic_result_v1: ok
      ? { ok }
      : {
          ok,
          generic_error: {
            error_type: first?.check ?? "nothing-to-check",
            error_message:
              message.slice(0, LONGEST_MESSAGE) || "The plan has nothing that could be checked.",
            function_name: "syntheticMonitor",
            file_path: "index.js",
            line: 1,
          },
        },
    runtime_metadata: Object.fromEntries(
      METADATA.flatMap((name) => {
        const value = environment[name];
        return value === undefined ? [] : [[name, value]];
      }),
    ),
    start_time: startTime,
    end_time: endTime,
  };
}
