import { isKnown } from "../../framework/value";
import type { Container } from "../workload/workload";

/** Programs that ask whether a server is there, and connect without a login. */
const ASKS_ONLY =
  /(?:^|[\s/;&|])(?:pg_isready|nc|ncat|netcat|wait-for|wait-for-it(?:\.sh)?|wait4x|dockerize|socat|telnet|curl)(?=[\s;&|)]|$)/;

/** Tells whether a container asks a server whether it is there, as one that waits before the others does. */
export function asksOnly({ command, args }: Container): boolean {
  const words = [command, args].flatMap((list) =>
    list === undefined || !isKnown(list) ? [] : list.filter(isKnown),
  );
  return ASKS_ONLY.test(words.join(" "));
}
