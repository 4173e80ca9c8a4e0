import { Config } from "@pulumi/pulumi";

const config = new Config();

/** What the tests change from one run to the next. */
export const settings = {
  /** The most instances of the connector. */
  connectorSize: config.requireNumber("connectorSize"),
  /** Whether what can be protected against deletion is. */
  protect: config.requireBoolean("protect"),
  /** Another word makes another password. */
  rotation: config.require("rotation"),
  /** The image of everything that runs one. */
  image: config.require("image"),
};
