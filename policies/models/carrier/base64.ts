/** Decodes base64 that a platform defines as such; undefined when it is none, or when it is no text. */
export function decodeText(base64: string): string | undefined {
  const compact = base64.replace(/\s+/g, "");
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(compact)) {
    return undefined;
  }
  return asText(Buffer.from(compact, "base64"));
}

/**
 * Decodes a value that nothing says is base64, if it is unmistakably a connection string or a file of settings: clean
 * text with a URL, an assignment or a bracket at its start.
 */
export function decodeGuessed(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/_-]{16,}={0,2}$/.test(text)) {
    return undefined;
  }
  const decoded = decodeText(text);
  const isClean = decoded !== undefined && /^[\x20-\x7e\t\r\n]+$/.test(decoded);
  return isClean && /:\/\/|^\s*[[{]|^\s*[A-Za-z_][\w.]*\s*[=:]/.test(decoded) ? decoded : undefined;
}

/** UTF-8 without the bytes that no text has; binary data is undefined. */
function asText(bytes: Buffer): string | undefined {
  if (bytes.includes(0)) {
    return undefined;
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
