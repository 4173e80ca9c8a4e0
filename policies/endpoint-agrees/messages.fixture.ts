import { messagesAtEnd } from "../testing/judge-resources";
import type { CaseResource } from "../testing/policy-case";
import { endpointAgrees } from "./policy";

/** The messages for a program, as a user reads them. */
export const messagesOf = (...resources: readonly CaseResource[]) =>
  messagesAtEnd(endpointAgrees, resources);
