import { describe } from "vitest";
import { goodEdge } from "../stack-file.fixture";
import { edgePlatform } from "./edge-platform";
import { accepts, refuses } from "./table.fixture";

describe("A18: hosts that lead to services of one platform", () => {
  refuses(edgePlatform, [
    {
      name: "a path that leads from a host on Cloud Run to a service on GKE",
      change: (file) => {
        file["holdfast:edge"] = goodEdge();
        file["holdfast:edge"].hosts["app.example.com"].routes = { "/auth": "auth" };
        file["holdfast:services"].auth.platform = "gke";
      },
      at: [
        'edge.hosts["app.example.com"].routes["/auth"]',
        'edge.hosts["api.example.com"].routes["/auth"]',
      ],
      says: '"auth", a service on GKE, beside "backend" on Cloud Run',
    },
  ]);
  accepts(edgePlatform, [
    {
      name: "all of them on GKE",
      change: (file) => {
        file["holdfast:edge"] = goodEdge();
        file["holdfast:platform"] = "gke";
      },
    },
    {
      name: "a service on GKE to which nothing leads",
      change: (file) => {
        file["holdfast:edge"] = goodEdge();
        for (const host of Object.values<{ service: string; routes: object }>(
          file["holdfast:edge"].hosts,
        )) {
          host.service = "backend";
          host.routes = {};
        }
        file["holdfast:services"].auth.platform = "gke";
      },
    },
    {
      name: "a host that leads to nothing there is",
      change: (file) => {
        file["holdfast:edge"] = goodEdge();
        file["holdfast:edge"].hosts["app.example.com"].service = "nobody";
      },
    },
  ]);
});
