import { expect, it } from "vitest";
import { type Properties, secret, unknown } from "../../values/value";
import { gcp } from "../provider";

function failures(type: string, inputs: Properties): string {
  const provider = gcp();
  provider.configure({ project: "netra", region: "us-central1" });
  const checked = provider.check({
    urn: `urn:pulumi:dev::stack::${type}::main`,
    type,
    logicalName: "main",
    inputs,
    priorInputs: undefined,
    randomSeed: new Uint8Array([1]),
    naming: undefined,
  });
  return checked.failures.map(String).join(" ");
}

const job = "gcp:cloudscheduler/job:Job";
const group = "gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup";
const urlMap = "gcp:compute/uRLMap:URLMap";
const policy = "gcp:compute/securityPolicy:SecurityPolicy";
const certificate = "gcp:certificatemanager/certificate:Certificate";
const func = "gcp:cloudfunctionsv2/function:Function";

const uri = "https://checks.example.com";
const account = { serviceAccountEmail: "a@b.c" };
const place = { region: "us-central1" };
const aborting = (faultInjectionPolicy: Properties): Properties => ({
  defaultService: "backend",
  defaultRouteAction: { faultInjectionPolicy },
});
const from = (count: number): Properties => ({
  rules: [
    {
      action: "deny(403)",
      priority: 1,
      match: {
        versionedExpr: "SRC_IPS_V1",
        config: { srcIpRanges: Array.from({ length: count }, (_, index) => `10.0.${index}.0/24`) },
      },
    },
  ],
});

it.each<[string, string, Properties, RegExp]>([
  [
    "a job with a body that is text",
    job,
    { httpTarget: { uri, body: "{}" } },
    /httpTarget\.body.*base64/,
  ],
  [
    "a job with bytes without their padding",
    job,
    { httpTarget: { uri, body: "e30" } },
    /httpTarget\.body.*base64/,
  ],
  [
    "a message that is text",
    job,
    { pubsubTarget: { topicName: "t", data: "hello!" } },
    /pubsubTarget\.data.*base64/,
  ],
  [
    "a job with two tokens",
    job,
    { httpTarget: { uri, oidcToken: account, oauthToken: account } },
    /exclude each other/,
  ],
  [
    "retries without a word of how",
    job,
    { httpTarget: { uri }, retryConfig: {} },
    /None of "retryConfig/,
  ],
  ["endpoints of no service", group, { ...place, cloudRun: {} }, /None of "cloudRun\.service"/],
  [
    "endpoints of no function",
    group,
    { ...place, cloudFunction: {} },
    /None of "cloudFunction\.function"/,
  ],
  ["a fault that is none", urlMap, aborting({}), /None of ".*abort"/],
  [
    "a fault in more than all requests",
    urlMap,
    aborting({ delay: { percentage: 101 } }),
    /Allowed are 0 to 100/,
  ],
  ["a rule for eleven ranges", policy, from(11), /has 11 entries. Allowed are 1 to 10/],
  [
    "a certificate of one's own without its key",
    certificate,
    { selfManaged: { pemCertificate: "c" } },
    /None of "selfManaged\.pemPrivateKey"/,
  ],
  [
    "a key of one's own without its certificate",
    certificate,
    { selfManaged: { pemPrivateKey: secret("hunter2") } },
    /None of "selfManaged\.certificatePem"/,
  ],
  [
    "a function with an unknown way out",
    func,
    { location: "us-central1", serviceConfig: { directVpcEgress: "ALL_TRAFFIC" } },
    /directVpcEgress" is "ALL_TRAFFIC"/,
  ],
])("refuses %s", (_, type, inputs, message) => {
  expect(failures(type, inputs)).toMatch(message);
  expect(failures(type, inputs)).not.toContain("hunter2");
});

it.each<[string, string, Properties]>([
  ["a job with bytes", job, { httpTarget: { uri, body: "eyJhIjoxfQ==", oidcToken: account } }],
  ["a job without a body", job, { httpTarget: { uri } }],
  ["a job whose body is not known yet", job, { httpTarget: { uri, body: unknown } }],
  ["retries of none", job, { httpTarget: { uri }, retryConfig: { retryCount: 0 } }],
  ["endpoints of a service", group, { ...place, cloudRun: { service: "backend" } }],
  ["endpoints by a mask", group, { ...place, cloudRun: { urlMask: "<service>.example.com" } }],
  ["endpoints of a service not known yet", group, { ...place, cloudRun: { service: unknown } }],
  ["a fault", urlMap, aborting({ abort: { httpStatus: 404, percentage: 100 } })],
  ["a rule for ten ranges", policy, from(10)],
  [
    "a certificate of one's own",
    certificate,
    { selfManaged: { pemCertificate: "c", pemPrivateKey: secret("hunter2") } },
  ],
  ["a managed certificate", certificate, { managed: { domains: ["example.com"] } }],
])("accepts %s", (_, type, inputs) => {
  expect(failures(type, inputs)).toBe("");
});
