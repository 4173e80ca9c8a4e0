/**
 * The certificates (PEM) by which a server is known, as one text.
 *
 * @param certificates What the provider says. An update that leaves the server out (`--target`) has nothing to say of it,
 *   against the typings; the text is empty then.
 */
export function certificateAuthorityOf(
  certificates: readonly { readonly cert: string }[] | undefined,
): string {
  return (certificates ?? []).map(({ cert }) => cert).join("\n");
}
