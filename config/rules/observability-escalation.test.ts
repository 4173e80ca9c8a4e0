import { describe } from "vitest";
import { watched } from "./observability.fixture";
import { observabilityEscalation } from "./observability-escalation";
import { accepts, refuses } from "./table.fixture";

const escalation = (warning: string[], critical: string[]) =>
  watched((observability) => {
    observability.escalation = { warning, critical };
  });

describe("N18: who is told", () => {
  refuses(observabilityEscalation, [
    {
      name: "a section without channels",
      change: watched((observability) => {
        observability.channels = {};
      }),
      at: ["observability.channels"],
      says: "at least one channel",
    },
    {
      name: "warnings that reach nobody",
      change: escalation([], ["pager"]),
      at: ["observability.escalation.warning"],
      says: "Name at least one channel.",
    },
    {
      name: "critical alerts that reach nobody",
      change: escalation(["mail"], []),
      at: ["observability.escalation.critical"],
    },
    {
      name: "a channel that is not declared, naming the nearest",
      change: escalation(["mial"], ["pager", "chat"]),
      at: ["observability.escalation.warning[0]", "observability.escalation.critical[1]"],
      says: 'Write "mail".',
    },
    {
      name: "critical alerts that reach whom the warnings reach",
      change: escalation(["mail", "pager"], ["pager", "mail"]),
      at: ["observability.escalation.critical"],
      says: "which get the warnings too",
    },
    {
      name: "critical alerts that reach fewer than the warnings do",
      change: escalation(["mail", "pager"], ["pager"]),
      at: ["observability.escalation.critical"],
    },
  ]);

  accepts(observabilityEscalation, [
    { name: "critical alerts that reach one more", change: watched() },
    { name: "critical alerts that reach others", change: escalation(["mail"], ["pager"]) },
  ]);
});
