import type { Raw } from "../stack-file.fixture";

/** Adds a good observability section to a file, and gives it to `change`. */
export function watched(change: (observability: Raw, file: Raw) => void = () => {}) {
  return (file: Raw): void => {
    const observability: Raw = {
      channels: {
        mail: { type: "email", address: "oncall@netrasystems.ai" },
        pager: { type: "pagerduty", serviceKey: "pager-key" },
      },
      escalation: { warning: ["mail"], critical: ["mail", "pager"] },
    };
    file["holdfast:secrets"] = {
      ...file["holdfast:secrets"],
      "pager-key": { value: "k3y-of-the-pager" },
    };
    file["holdfast:observability"] = observability;
    change(observability, file);
  };
}
