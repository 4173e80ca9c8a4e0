// Preloaded into the processes of one plan: records where the policy pack spends its time, until it has answered for the
// stack. The engine ends a pack without a warning, so the profile is written before that answer is.
const { writeFileSync } = require("node:fs");
const { Session } = require("node:inspector");
const Module = require("node:module");

const file = process.env.HOLDFAST_BENCH_PROFILE;
if (file && /policies[\\/]bin[\\/]index\.js$/.test(process.argv[1] ?? "")) record(file);

function record(file) {
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.setSamplingInterval", { interval: 1000 });
  session.post("Profiler.start");
  const stop = () =>
    session.post("Profiler.stop", (error, result) => {
      if (!error) writeFileSync(file, JSON.stringify(result.profile));
    });
  const load = Module._load;
  let isPrepared = false;
  Module._load = function (request, ...rest) {
    const loaded = load.call(this, request, ...rest);
    if (request.endsWith("analyzer_grpc_pb") && !isPrepared) {
      isPrepared = true;
      const { analyzeStack } = loaded.AnalyzerService;
      const write = analyzeStack.responseSerialize;
      analyzeStack.responseSerialize = (response) => {
        const bytes = write(response);
        stop();
        return bytes;
      };
    }
    return loaded;
  };
}
