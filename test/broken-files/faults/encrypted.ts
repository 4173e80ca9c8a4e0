import { z } from "zod";
import { type Fault, shown, withValue } from "../broken-file";

const UNREAD = { secure: "v1:PDGlmhEL2wnb0/8A:WRk2Rv0Z0f3iM4cPwRk4cw==" };

/** Values that Pulumi keeps encrypted where that means nothing, or that were never decrypted. */
export const encrypted: Fault = {
  name: "a value that is encrypted",
  *broken(file, places) {
    for (const key of Object.keys(file).filter((each) => each !== "holdfast:secrets")) {
      yield {
        what: `${key} is encrypted`,
        file,
        at: [key],
        secretKeys: [key],
        mustBeRefused: true,
      };
    }
    for (const { path, schema } of places) {
      yield {
        what: `${shown(path)} was not decrypted`,
        file: withValue(file, path, UNREAD),
        at: path,
        mustBeRefused: !z.safeParse(schema, UNREAD).success,
      };
    }
  },
};
