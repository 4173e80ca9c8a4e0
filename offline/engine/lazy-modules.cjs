// Preloaded into every Node.js process of the engine. The Pulumi SDK loads two large packages at its
// start that only the serialization of functions needs, which takes longer than all of the rest of
// it. Here they are loaded when they are first used.
const Module = require("node:module");

const LAZY = ["typescript", "@npmcli/arborist"];
const SDK = /[\\/]node_modules[\\/]@pulumi[\\/]pulumi[\\/]/;

const load = Module._load;
Module._load = function (request, parent, isMain) {
  if (!LAZY.includes(request) || !SDK.test(parent?.filename ?? "")) {
    return load.call(this, request, parent, isMain);
  }
  // A package that is missing has to be missed now: the SDK then falls back to one of its own.
  Module._resolveFilename(request, parent, isMain);
  return standInFor(() => load.call(this, request, parent, isMain));
};

/** An object that becomes the module when something of it is asked for. */
function standInFor(loadModule) {
  let loaded;
  const module = () => {
    loaded ??= loadModule();
    return loaded;
  };
  return new Proxy(
    {},
    {
      // Compiled imports ask this first, and copy a module that does not have it.
      get: (_, key) => (key === "__esModule" ? true : module()[key]),
      has: (_, key) => key in module(),
      ownKeys: () => Reflect.ownKeys(module()),
      getOwnPropertyDescriptor: (_, key) => {
        const descriptor = Reflect.getOwnPropertyDescriptor(module(), key);
        return descriptor && { ...descriptor, configurable: true };
      },
    },
  );
}
