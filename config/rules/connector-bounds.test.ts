import { describe } from "vitest";
import { connectorBounds } from "./connector-bounds";
import { accepts, refuses } from "./table.fixture";

const bounds = (minInstances: number, maxInstances: number) => (file: Record<string, unknown>) => {
  Object.assign((file["holdfast:network"] as { connector: object }).connector, {
    minInstances,
    maxInstances,
  });
};

describe("N1: the bounds of the connector", () => {
  refuses(connectorBounds, [
    {
      name: "equal bounds",
      change: bounds(3, 3),
      at: ["network.connector.maxInstances"],
      says: "Set it to 4 or more.",
    },
    {
      name: "bounds in the wrong order",
      change: bounds(9, 3),
      at: ["network.connector.maxInstances"],
      says: "3, with minInstances 9",
    },
  ]);

  accepts(connectorBounds, [
    { name: "the narrowest bounds", change: bounds(2, 3) },
    { name: "the highest bounds", change: bounds(9, 10) },
    {
      name: "a network without a connector",
      change: (file) => {
        delete file["holdfast:network"].connector;
      },
    },
  ]);
});
