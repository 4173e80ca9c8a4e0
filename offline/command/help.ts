/** What `--help` prints. */
export const HELP = `Plans a stack without a cloud, credentials or downloads besides packages.

  npm run preview -- [options]
  npm run offline -- preview|up|refresh|destroy|stack [options]

The first is short for "preview". "up", "refresh" and "destroy" work on a state file, with
simulated providers only. "stack" shows that state, such as "stack output" or "stack export".

Options:
  -s, --stack NAME             Stack, which is the file Pulumi.NAME.yaml. Default: staging.
      --providers CHOICE       auto: the real plugins where they are installed or can be downloaded,
                               else simulated. real: only those. simulated: no real ones.
                               Default: auto for a preview, else simulated.
      --state DIR              Keeps the state file in this folder. Default: it ends with the command.
      --policy-pack-config F   Configuration of the policy pack, a JSON file.
      --policy-pack P          A policy pack beside ours.
  -h, --help                   This text.

All other options are those of the Pulumi CLI, such as --diff, --json or --refresh.

What is built or downloaded is kept in $HOLDFAST_CACHE, else in ~/.cache/holdfast.
The offline registry holds what offline/registry/images/NAME.yaml says.

The exit code is 0 only when Pulumi succeeded, every resource was judged and no mandatory policy
was violated. Ctrl-C ends everything that was started: 130.
`;
