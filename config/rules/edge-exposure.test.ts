import { describe } from "vitest";
import { type Change, goodEdge } from "../stack-file.fixture";
import { edgeExposure } from "./edge-exposure";
import { accepts, refuses } from "./table.fixture";

const routed =
  (settings: object): Change =>
  (file) => {
    file["holdfast:edge"] = goodEdge();
    Object.assign(file["holdfast:services"].auth, settings);
  };

describe("N11: services that take what the load balancer sends, and nothing from the internet", () => {
  refuses(edgeExposure, [
    {
      name: "a way past the load balancer",
      change: routed({ ingress: "all" }),
      at: ["services.auth.ingress"],
      says: "pass by the load balancer",
    },
    {
      name: "a service that refuses the load balancer",
      change: routed({ ingress: "internal" }),
      at: ["services.auth.ingress"],
      says: "which refuses what the load balancer sends",
    },
    {
      name: "a service that wants an identity",
      change: routed({ allowUnauthenticated: false }),
      at: ["services.auth.allowUnauthenticated"],
      says: "answered 403",
    },
    {
      name: "both at once",
      change: routed({ ingress: "all", allowUnauthenticated: false }),
      at: ["services.auth.ingress", "services.auth.allowUnauthenticated"],
    },
  ]);

  accepts(edgeExposure, [
    { name: "a service that leaves it to its routes", change: routed({}) },
    {
      name: "a service that says what follows anyway",
      change: routed({ ingress: "internal-and-cloud-load-balancing", allowUnauthenticated: true }),
    },
    {
      name: "any setting of a service without a route",
      change: (file) => {
        file["holdfast:edge"] = goodEdge();
        delete file["holdfast:edge"].hosts["api.example.com"].routes["/auth"];
        delete file["holdfast:edge"].hosts["app.example.com"].routes["/auth"];
        Object.assign(file["holdfast:services"].auth, {
          ingress: "all",
          allowUnauthenticated: false,
        });
      },
    },
    {
      name: "any setting without an edge",
      change: (file) => {
        Object.assign(file["holdfast:services"].auth, { ingress: "internal" });
      },
    },
  ]);
});
