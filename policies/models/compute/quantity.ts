const SUFFIXES: ReadonlyMap<string, number> = new Map([
  ["", 1],
  ["n", 1e-9],
  ["u", 1e-6],
  ["m", 1e-3],
  ["k", 1e3],
  ["M", 1e6],
  ["G", 1e9],
  ["T", 1e12],
  ["P", 1e15],
  ["E", 1e18],
  ["Ki", 1024],
  ["Mi", 1024 ** 2],
  ["Gi", 1024 ** 3],
  ["Ti", 1024 ** 4],
  ["Pi", 1024 ** 5],
  ["Ei", 1024 ** 6],
]);

/**
 * Reads a quantity as Kubernetes and Cloud Run write it: `"1"`, `"1000m"`, `"512Mi"`, `"2G"`, `"1e3"`, or a number.
 * See https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity.
 *
 * @returns vCPU or bytes; undefined when it is no quantity.
 */
export function readQuantity(written: string | number): number | undefined {
  const [, number, exponent = "", suffix = ""] =
    /^([0-9]{1,15}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})(?:([eE][+-]?[0-9]{1,2})|([a-zA-Z]{1,2}))?$/.exec(
      String(written).trim(),
    ) ?? [];
  const factor = SUFFIXES.get(suffix);
  if (number === undefined || factor === undefined) {
    return undefined;
  }
  // 0.1 * 1000 and the like are no whole numbers in binary; nine digits are more than any quantity has.
  return Number((Number(`${number}${exponent}`) * factor).toFixed(9));
}

/** An amount of memory as a user writes it: `512Mi`, `2Gi`. */
export function memoryText(mebibytes: number): string {
  return mebibytes >= 1024 && mebibytes % 1024 === 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi`;
}
