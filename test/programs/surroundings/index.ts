import { Config } from "@pulumi/pulumi";

/** Names and values of the environment, less what the engine itself gives to a program. */
export const environment = Object.entries(process.env)
  .filter(([name]) => !/^(PULUMI_|OTEL_|TRACEPARENT)/.test(name))
  .map(([name, value]) => `${name}=${value}`);

/** Length of a value that is encrypted in the stack file; a secret itself. */
export const length = new Config().requireSecret("password").apply((password) => password.length);
