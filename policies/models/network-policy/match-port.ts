import { someOf, type Truth } from "../../framework/truth";
import { isKnown, type Value } from "../../framework/value";
import type { Connection, PolicyPort } from "./network-policy";

/** Whether one of the ports of a rule is that of a connection. */
export function admitsPort(
  ports: readonly Value<PolicyPort>[] | undefined,
  connection: Connection,
): Truth {
  return (
    ports === undefined ||
    someOf(ports.map((port) => (isKnown(port) ? isPortOf(port, connection) : port)))
  );
}

function isPortOf({ protocol, port, endPort }: PolicyPort, connection: Connection): Truth {
  if (isKnown(protocol) && protocol.toUpperCase() !== connection.protocol) {
    return false;
  }
  const isMeant = port === undefined || isNumberOf(port, endPort, connection);
  return isMeant === false || isKnown(protocol) ? isMeant : protocol;
}

function isNumberOf(
  port: Value<number | string>,
  endPort: Value<number> | undefined,
  connection: Connection,
): Truth {
  if (!isKnown(port)) {
    return port;
  }
  if (typeof port === "string") {
    return isNamed(port, connection);
  }
  if (endPort === undefined || connection.port <= port) {
    return connection.port === port;
  }
  return isKnown(endPort) ? connection.port <= endPort : endPort;
}

/** A name means the port that the pod at the end of the connection has under it. */
function isNamed(name: string, { to, port, protocol }: Connection): Truth {
  if (to.is !== "pod") {
    return false;
  }
  return someOf(
    to.ports.map((each) => {
      if (!isKnown(each)) {
        return each;
      }
      if (each.name !== name || each.protocol.toUpperCase() !== protocol) {
        return false;
      }
      return isKnown(each.port) ? each.port === port : each.port;
    }),
  );
}
