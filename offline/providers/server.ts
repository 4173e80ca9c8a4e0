import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { gcp } from "./gcp/provider";
import { kubernetes } from "./kubernetes/provider";
import type { Provider } from "./protocol/provider";
import { serviceOf } from "./protocol/service";
import { random } from "./random/provider";

/** The providers that can be simulated, each made when it is asked for. */
const providers: Record<string, () => Provider> = { gcp, kubernetes, random };

/** Starts the provider that the command line names, on a free loopback port, and says the port on standard output. */
function main([name = "", version = ""]: readonly string[]): void {
  const provider = providers[name]?.();
  if (provider === undefined) {
    process.stderr.write(`There is no simulated provider "${name}".\n`);
    process.exit(1);
  }
  exitWithTheEngine();
  const server = new Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  server.addService(ResourceProviderService, serviceOf(provider, version));
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) {
      process.stderr.write(`The simulated ${name} provider cannot listen: ${error.message}\n`);
      process.exit(1);
    }
    process.stdout.write(`${port}\n`);
  });
}

/** The engine holds the other end of standard input, so its end tells that the engine is gone, however it went. */
function exitWithTheEngine(): void {
  process.stdin.on("end", () => process.exit(0));
  process.stdin.on("error", () => process.exit(0));
  process.stdin.resume();
}

main(process.argv.slice(2));
