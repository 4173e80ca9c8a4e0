import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { isKnown, type Value } from "../framework/value";

/** How many instances a connector may have: https://cloud.google.com/vpc/docs/serverless-vpc-access#scaling. */
const INSTANCES = {
  minInstances: { lowest: 2, highest: 9 },
  maxInstances: { lowest: 3, highest: 10 },
} as const;

type Bound = keyof typeof INSTANCES;

/** Machine types that a connector may run on: https://cloud.google.com/vpc/docs/serverless-vpc-access#machine-types. */
const MACHINE_TYPES = ["e2-micro", "e2-standard-4", "f1-micro"];

const BOTH_BOUNDS = "Set minInstances (2 to 9) and maxInstances (3 to 10).";

/** Prefix length of the only size of range that a connector accepts. */
export const RANGE_PREFIX = 28;

/** What is wrong with one Serverless VPC Access connector, by itself. */
export function checkConnector(connector: Place): readonly Finding[] {
  return [
    ...checkBounds(connector),
    ...checkMachineType(connector.at("machineType")),
    ...checkName(connector.at("name")),
    ...checkNetwork(connector),
  ];
}

/** What is wrong with the range of the subnet that a connector is put into. */
export function checkSubnetRange(
  path: string,
  subnet: string,
  range: Value<string>,
): readonly Finding[] {
  const prefix = isKnown(range) ? prefixOf(range) : RANGE_PREFIX;
  return prefix === undefined || prefix === RANGE_PREFIX
    ? []
    : [
        violation(
          path,
          `names the subnet "${subnet}" with the range "${range}". ` +
            "A connector needs a subnet of its own with a range of /28. Give it one.",
        ),
      ];
}

function checkBounds(connector: Place): readonly Finding[] {
  const given = (key: string) => isGiven(connector.at(key));
  if (!given("minInstances") && !given("maxInstances")) {
    const throughput = ["maxThroughput", "minThroughput"].find(given);
    return [
      throughput === undefined
        ? violation("", `declares neither minInstances nor maxInstances. ${BOTH_BOUNDS}`)
        : violation(
            throughput,
            "bounds the connector by throughput only, which is discouraged and which no update " +
              `can change: it replaces the connector. ${BOTH_BOUNDS}`,
          ),
    ];
  }
  const bounds = [
    ...checkBound(connector, "minInstances"),
    ...checkBound(connector, "maxInstances"),
  ];
  return bounds.length > 0 ? bounds : checkOrder(connector);
}

function checkBound(connector: Place, bound: Bound): readonly Finding[] {
  const place = connector.at(bound);
  const { lowest, highest } = INSTANCES[bound];
  const allowed = `A number from ${lowest} to ${highest} is allowed`;
  if (!isGiven(place)) {
    return [violation(place.path, `is not set. ${BOTH_BOUNDS}`)];
  }
  const number = wholeNumber(place);
  if (number === undefined) {
    return [violation(place.path, `is not a whole number. ${allowed}. Set one.`)];
  }
  if (!isKnown(number)) {
    return [undetermined(place.path, `${number.reason}. Give the number as a literal.`)];
  }
  return number < lowest || number > highest
    ? [violation(place.path, `is ${number}. ${allowed}. Change it.`)]
    : [];
}

/** Both bounds are known here, and each is within its limits. */
function checkOrder(connector: Place): readonly Finding[] {
  const least = connector.at("minInstances");
  const most = connector.at("maxInstances");
  return Number(least.value) < Number(most.value)
    ? []
    : [
        violation(
          most.path,
          `is ${most.value}, but minInstances is ${least.value}. ` +
            "It must be greater, or the connector cannot scale. Raise maxInstances or lower minInstances.",
        ),
      ];
}

function checkMachineType(place: Place): readonly Finding[] {
  const machineType = place.text();
  if (machineType === undefined || machineType === "") {
    return [];
  }
  if (!isKnown(machineType)) {
    return [undetermined(place.path, `${machineType.reason}. Give the machine type as a literal.`)];
  }
  return MACHINE_TYPES.includes(machineType)
    ? []
    : [
        violation(
          place.path,
          `is "${machineType}". Connectors run on ${MACHINE_TYPES.map((type) => `"${type}"`).join(", ")}. Choose one.`,
        ),
      ];
}

/** What the API accepts; the documentation asks for less (fewer than 21 characters), but longer names do work. */
const NAME = /^[a-z][-a-z0-9]{0,23}[a-z0-9]$/;

function checkName(place: Place): readonly Finding[] {
  const name = place.text();
  return typeof name !== "string" || NAME.test(name)
    ? []
    : [
        violation(
          place.path,
          `is "${name}" (${name.length} characters). A connector is named by 2 to 25 lower-case letters, digits and hyphens, ` +
            "beginning with a letter and not ending with a hyphen. Shorten or respell it.",
        ),
      ];
}

function checkNetwork(connector: Place): readonly Finding[] {
  const network = connector.at("network");
  const range = connector.at("ipCidrRange");
  const subnet = connector.at("subnet", "name");
  if (isGiven(subnet)) {
    return [network, range]
      .filter(isGiven)
      .map(({ path }) =>
        violation(path, "stands beside subnet.name. A connector takes one of the two. Remove it."),
      );
  }
  if (!isGiven(network) && !isGiven(range)) {
    return [
      violation(
        "",
        "is in no network. Give network with ipCidrRange (a free range of /28), or subnet.name.",
      ),
    ];
  }
  const missing = [network, range].filter((place) => !isGiven(place));
  return [
    ...missing.map(({ path }) =>
      violation(
        path,
        "is not set. A connector needs network and ipCidrRange together, or subnet.name. Set it.",
      ),
    ),
    ...checkRange(range),
  ];
}

function checkRange(place: Place): readonly Finding[] {
  const range = place.text();
  if (range === undefined) {
    return [];
  }
  if (!isKnown(range)) {
    return [
      undetermined(
        place.path,
        `${range.reason}. Give the range as a literal, such as "10.8.0.0/28".`,
      ),
    ];
  }
  return prefixOf(range) === RANGE_PREFIX
    ? []
    : [
        violation(
          place.path,
          `is "${range}". A connector takes an unused IPv4 range of /28, such as "10.8.0.0/28". Give one.`,
        ),
      ];
}

/** The prefix length of an IPv4 range in CIDR notation. */
function prefixOf(range: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(range);
  const numbers = match?.slice(1).map(Number) ?? [];
  return numbers.length === 5 && numbers.slice(0, 4).every((byte) => byte < 256)
    ? numbers[4]
    : undefined;
}

function isGiven({ value }: Place): boolean {
  return value !== undefined && value !== null;
}

/** A whole number, also where a program hands over its digits, which the provider reads as a number. */
function wholeNumber(place: Place): Value<number> | undefined {
  const { value } = place;
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : place.number();
  return typeof number !== "number" || Number.isInteger(number) ? number : undefined;
}
