import { credentials, Server, ServerCredentials, type ServiceError, status } from "@grpc/grpc-js";
import providerService from "@pulumi/pulumi/proto/provider_grpc_pb";
import messages from "@pulumi/pulumi/proto/provider_pb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { declaredProvider } from "../declared/provider";
import { sample } from "../declared/sample";
import { type Properties, secret, unknown } from "../values/value";
import { fromWire, toWire } from "../values/wire";
import { serviceOf } from "./service";

const urn = "urn:pulumi:dev::stack::parent:x:Y$test:room/sample:Sample::main";
const server = new Server();
let client: InstanceType<typeof providerService.ResourceProviderClient>;

beforeAll(async () => {
  const provider = declaredProvider({
    name: "test",
    types: [sample],
    functions: { "test:room/echo:echo": (r) => ({ token: r.configured("token") ?? null }) },
    fileOf: () => "types.ts",
    functionsAt: "functions.ts",
    options: (options) => options,
  });
  server.addService(providerService.ResourceProviderService, serviceOf(provider, "1.2.3"));
  const port = await new Promise<number>((resolve, reject) => {
    const listening = (error: Error | null, bound: number) =>
      error === null ? resolve(bound) : reject(error);
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), listening);
  });
  const address = `127.0.0.1:${port}`;
  client = new providerService.ResourceProviderClient(address, credentials.createInsecure());
  const args = toWire({ project: "netra", token: secret("x"), version: "1.2.3", flag: "true" });
  await call("configure", new messages.ConfigureRequest().setArgs(args));
});

afterAll(() => {
  client.close();
  server.forceShutdown();
});

/** Calls a method of the server; the answer's type is the caller's to know. */
function call<Response>(method: keyof typeof client, request: object): Promise<Response> {
  return new Promise((resolve, reject) => {
    const reply = (error: ServiceError | null, response: Response) =>
      error === null ? resolve(response) : reject(error);
    (client[method] as (...args: unknown[]) => void).call(client, request, reply);
  });
}

const created = (inputs: Properties, preview: boolean) =>
  call<messages.CreateResponse>(
    "create",
    new messages.CreateRequest().setUrn(urn).setProperties(toWire(inputs)).setPreview(preview),
  );

it("a handshake says that secrets are understood, and outputs and references are not", async () => {
  const request = new messages.ProviderHandshakeRequest();
  const answer = await call<messages.ProviderHandshakeResponse>("handshake", request);
  expect(answer.toObject()).toEqual({
    acceptSecrets: true,
    acceptResources: false,
    acceptOutputs: false,
    supportsAutonamingConfiguration: true,
  });
});

it("options that are JSON in a text are read, and those about the plugin are not options", async () => {
  const request = new messages.InvokeRequest().setTok("test:room/echo:echo");
  const answer = await call<messages.InvokeResponse>("invoke", request);
  expect(fromWire(answer.getReturn())).toEqual({ token: secret("x") });
});

it("a check answers with the inputs and with every failure", async () => {
  const request = new messages.CheckRequest().setUrn(urn).setNews(toWire({ tier: "LOW" }));
  const answer = await call<messages.CheckResponse>("check", request);
  expect(fromWire(answer.getInputs())).toMatchObject({ deletionProtection: true, tier: "LOW" });
  expect(answer.getFailuresList().map((failure) => failure.getReason())).toEqual([
    `"size" is missing. It is required. Give it.`,
    `"tier" is "LOW". Allowed are "BASIC", "HIGH". Change it.`,
  ]);
  // The engine shows the value of each property that is named so, even of a secret one.
  expect(answer.getFailuresList().map((failure) => failure.getProperty())).toEqual(["", ""]);
});

it("a check names a resource as the engine proposes", async () => {
  const { AutonamingOptions } = messages.CheckRequest;
  const naming = new AutonamingOptions()
    .setMode(AutonamingOptions.Mode.PROPOSE)
    .setProposedName("stack-main");
  const request = new messages.CheckRequest().setUrn(urn).setNews(toWire({ size: 1 }));
  const answer = await call<messages.CheckResponse>("check", request.setAutonaming(naming));
  expect(fromWire(answer.getInputs()).name).toBe("stack-main");
});

it("a comparison answers with the changes in detail, and which of them replace", async () => {
  const request = new messages.DiffRequest()
    .setUrn(urn)
    .setOlds(toWire({ project: "netra", name: "main", size: 5, mode: "AUTO" }))
    .setOldInputs(toWire({ name: "main", size: 5 }))
    .setNews(toWire({ name: "main", size: 4, tier: "HIGH" }));
  const answer = await call<messages.DiffResponse>("diff", request);
  const { Kind } = messages.PropertyDiff;
  const detail = [...answer.getDetaileddiffMap().entries()];
  expect(detail.map(([path, change]) => [path, change.getKind(), change.getInputdiff()])).toEqual([
    ["size", Kind.UPDATE_REPLACE, true],
    ["tier", Kind.ADD, true],
  ]);
  expect(answer.getReplacesList()).toEqual(["size"]);
  expect(answer.getDiffsList()).toEqual(["size", "tier"]);
  expect(answer.getDeletebeforereplace()).toBe(true);
});

it("a comparison of what is the same says so", async () => {
  const inputs = toWire({ name: "main", size: 5 });
  const olds = toWire({ project: "netra", name: "main", size: 5, mode: "AUTO" });
  const request = new messages.DiffRequest().setUrn(urn).setNews(inputs).setOldInputs(inputs);
  const answer = await call<messages.DiffResponse>("diff", request.setOlds(olds));
  expect(answer.getChanges()).toBe(messages.DiffResponse.DiffChanges.DIFF_NONE);
});

it("a preview leaves the id empty and the computed outputs unknown", async () => {
  const answer = await created({ name: "main", size: 1 }, true);
  expect(answer.getId()).toBe("");
  expect(fromWire(answer.getProperties())).toMatchObject({ link: unknown, project: "netra" });
});

it("a secret comes back as a secret, and so does what is computed from it", async () => {
  const answer = await created({ name: "main", size: 1, password: secret("hunter2") }, false);
  expect(fromWire(answer.getProperties())).toMatchObject({
    password: secret("hunter2"),
    url: secret("db://user:hunter2@main"),
  });
});

describe("fails in words for the person who deploys", () => {
  it.each<[string, keyof typeof client, object, string]>([
    [
      "a component",
      "construct",
      new messages.ConstructRequest().setType("test:room:Component"),
      `The simulated test provider has no components, so it cannot make "test:room:Component".`,
    ],
    [
      "a method",
      "call",
      new messages.CallRequest().setTok("test:room:Sample/method"),
      `The simulated test provider has no methods, so it cannot call "test:room:Sample/method".`,
    ],
    [
      "a type that is not in the table",
      "create",
      new messages.CreateRequest().setUrn("urn:pulumi:dev::s::test:room/other:Other::x"),
      `does not know the type "test:room/other:Other". Describe it in "types.ts"`,
    ],
  ])("%s", async (_, method, request, text) => {
    await expect(call(method, request)).rejects.toMatchObject({
      code: status.FAILED_PRECONDITION,
      details: expect.stringContaining(text),
    });
  });
});

it("the options of two configurations are compared without those about the plugin", async () => {
  const request = new messages.DiffRequest()
    .setOldInputs(toWire({ project: "a", version: "1.0.0" }))
    .setNews(toWire({ project: "b", version: "2.0.0" }));
  const answer = await call<messages.DiffResponse>("diffConfig", request);
  expect(answer.getDiffsList()).toEqual(["project"]);
  expect(answer.getReplacesList()).toEqual([]);
});
