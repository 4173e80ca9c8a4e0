import { nameWords } from "../endpoint/name-words";
import { type CredentialName, credentialName } from "./names";

/** Headers whose value lets somebody in: https://www.rfc-editor.org/rfc/rfc9110#section-11. */
const AUTHORIZATION = /^(?:proxy-)?authorization$/i;

/** A header that holds a session as often as a setting: https://www.rfc-editor.org/rfc/rfc6265#section-4.2. */
const COOKIE = /^cookie$/i;

/** What the name of a header of a request tells: its value is a credential, perhaps one, or none. */
export function headerCredential(name: string): CredentialName {
  if (AUTHORIZATION.test(name)) {
    return "credential";
  }
  return COOKIE.test(name) ? "maybe" : credentialName(nameWords(name));
}
