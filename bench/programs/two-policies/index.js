// The least that a pack can be: what it adds to a plan is what the protocol of policies itself costs.
const { PolicyPack } = require("@pulumi/policy");

new PolicyPack("two-policies", {
  policies: [
    {
      name: "no-resource-is-called-nothing",
      description: "Reads the name of each resource.",
      enforcementLevel: "mandatory",
      validateResource: ({ name }, report) => {
        if (name === "") report("has no name.");
      },
    },
    {
      name: "no-stack-is-empty",
      description: "Counts the resources of the stack.",
      enforcementLevel: "mandatory",
      validateStack: ({ resources }, report) => {
        if (resources.length === 0) report("is empty.");
      },
    },
  ],
});
