import { scale } from "./scale";
import { accepts, refuses } from "./table.fixture";

const bounds = (min: number, max: number) => (file: Record<string, unknown>) => {
  const { auth } = file["holdfast:services"] as Record<string, Record<string, unknown>>;
  Object.assign(auth ?? {}, { scale: { min, max } });
};

refuses(scale, [
  {
    name: "fewer instances at most than at least",
    change: bounds(5, 4),
    at: ["services.auth.scale.max"],
    says: "4, with min 5",
  },
]);

accepts(scale, [
  { name: "a fixed number", change: bounds(4, 4) },
  { name: "a service that may sleep", change: bounds(0, 1) },
]);
