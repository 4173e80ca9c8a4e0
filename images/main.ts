import { join } from "node:path";
import { run } from "./command/run";

run(process.argv.slice(2), {
  folder: join(__dirname, ".."),
  // npm runs scripts in the folder of the package and says where the user was.
  workingDirectory: process.env.INIT_CWD ?? process.cwd(),
  environment: process.env,
  output: process.stdout,
  errors: process.stderr,
}).then((code) => {
  process.exitCode = code;
});
