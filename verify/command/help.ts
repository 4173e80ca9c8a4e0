import { groups } from "../plan";
import { PASSWORD_VARIABLE } from "../verification-plan";
import { DEADLINE_SECONDS } from "../verify";

/** What `--help` prints. */
export const HELP = `Checks a running stack: health, TLS, WebSockets, routes, infrastructure, the golden path.

  npm run verify -- [options]

What is checked, and within which limits, says the stack file: the hosts of holdfast:edge, the
routes of its services, and holdfast:verify. No login is needed.

Options:
  -s, --stack NAME             Stack, which is the file Pulumi.NAME.yaml. Default: staging.
      --only GROUPS            ${groups.join(", ")}, several with commas.
                               Default: all.
      --connect-to HOST=A:PORT Reaches a host at an address, with its own name in the request and
                               the certificate. May be repeated.
      --ca FILE                Trusts the certificates (PEM) in this file as well.
      --timeout TIME           Time for the whole run, such as 90s. Default: ${DEADLINE_SECONDS}s.
      --plan                   Shows what would be checked, in order, and asks nobody.
      --without-login          Leaves out the golden path and the routes behind its login, which need
                               its password.
      --json                   Prints the report as JSON. Its shape: docs/verify.md.
      --junit FILE             Writes the report in the form of JUnit too.
  -h, --help                   This text.

The password of the golden path's user is read from ${PASSWORD_VARIABLE}, a secret
of health.headers from HOLDFAST_VERIFY_HEADER_<SECRET>.

The exit code is 0 when every check is green, 1 when one is red, 2 when this cannot be meant or
the stack file has problems. Ctrl-C ends at once and names what was not finished: 130.
`;
