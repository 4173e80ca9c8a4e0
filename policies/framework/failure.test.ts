import { describe, expect, it } from "vitest";
import { PolicyFailure, unexpectedFailure } from "./failure";

describe("a failure of a policy", () => {
  it("shows no stack, since the SDK prints it to the user", () => {
    expect(new PolicyFailure("One line.").stack).toBe("One line.");
  });

  it("tells class and line of an unexpected exception, and never its message", () => {
    const error = new TypeError("Invalid URL: postgres://aia:supersecret@localhost");
    const { message } = unexpectedFailure("image-exists", 'Deployment "web"', error);
    expect(message).toMatch(
      /^Policy "image-exists" could not judge Deployment "web": it broke with TypeError at failure\.test\.ts:\d+\. .*\.$/,
    );
    expect(message).not.toContain("supersecret");
    expect(message).not.toContain("\n");
  });

  it("tells no line where a stack has none", () => {
    const error = new RangeError("supersecret");
    error.stack = "RangeError: supersecret";
    const { message } = unexpectedFailure("p", "the stack", error);
    expect(message).toContain("it broke with RangeError. ");
  });

  it("does not take a part of the exception's message for a line of the program", () => {
    const error = new Error("(postgres://aia:supersecret:5432:1)");
    expect(unexpectedFailure("p", "the stack", error).message).not.toContain("supersecret");
  });

  it("looks for no line where the stack tells another message, which may look like one", () => {
    const error = new Error("changed");
    error.stack = "Error: \n    at supersecret.ts:1:1";
    expect(unexpectedFailure("p", "the stack", error).message).toContain("broke with Error. ");
  });

  it.each(["supersecret", null])("has words for %j, which is thrown and is no error", (thrown) => {
    expect(unexpectedFailure("p", "the stack", thrown).message).toContain(
      "it broke with a value that is no error. ",
    );
  });

  it("is passed on as it is when the policy itself made it", () => {
    const failure = new PolicyFailure("A reason.");
    expect(unexpectedFailure("p", "the stack", failure)).toBe(failure);
  });
});
