import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { isDefaultAccount } from "../models/iam/members";
import { accountCertainty, type Origin } from "./origin";

const ACTION = "Make a service account for it, with only the roles that it needs.";

/** Judges the account that a Cloud Run resource or a function runs as; `"later"` when only the end of the run can tell. */
export function judgeIdentity(account: Place, origin: Origin): readonly Finding[] | "later" {
  const reason = account.unknownReason();
  if (reason !== undefined) {
    const [property = ""] = account.path.split(".");
    const hidesAccount = !/serviceAccount(?:Name|Email)?$/.test(account.path);
    switch (accountCertainty(origin(property))) {
      case "later":
        return "later";
      case "sound":
        return hidesAccount ? [unreadAccount(account, reason)] : [];
      case "undetermined":
        return [unreadAccount(account, reason)];
    }
  }
  if (account.value === undefined || account.value === null || account.value === "") {
    return [
      violation(
        account.path,
        `is missing, so it runs as a default account of the project, which other workloads share. ${ACTION}`,
      ),
    ];
  }
  return typeof account.value === "string" && isDefaultAccount(account.value)
    ? [
        violation(
          account.path,
          `is "${account.value}", a default account that other workloads share. ${ACTION}`,
        ),
      ]
    : [];
}

function unreadAccount({ path }: Place, reason: string): Finding {
  return undetermined(
    path,
    `${reason}. Take the account from a service account of the program, or give its address as a literal.`,
  );
}
