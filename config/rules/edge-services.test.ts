import { describe } from "vitest";
import { goodEdge } from "../stack-file.fixture";
import { edgeServices } from "./edge-services";
import { accepts, refuses } from "./table.fixture";

describe("N11: hosts that lead to services", () => {
  refuses(edgeServices, [
    {
      name: "a host that leads to what is no service, with the name that was meant",
      change: (file) => {
        file["holdfast:edge"] = goodEdge();
        file["holdfast:edge"].hosts["app.example.com"].service = "backnd";
      },
      at: ['edge.hosts["app.example.com"].service'],
      says: 'Write "backend".',
    },
    {
      name: "routes of several hosts that lead to databases and to nothing",
      change: (file) => {
        file["holdfast:edge"] = goodEdge();
        const { hosts } = file["holdfast:edge"];
        hosts["app.example.com"].routes = { "/db": "main-db", "/ws": "backend" };
        hosts["api.example.com"].routes = { "/x": "constructor" };
      },
      at: [
        'edge.hosts["app.example.com"].routes["/db"]',
        'edge.hosts["api.example.com"].routes["/x"]',
      ],
      says: "Declare it, or name another.",
    },
  ]);

  accepts(edgeServices, [
    {
      name: "hosts and routes that lead to services",
      change: (file) => {
        file["holdfast:edge"] = goodEdge();
      },
    },
  ]);
});
