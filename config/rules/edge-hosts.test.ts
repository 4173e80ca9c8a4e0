import { describe } from "vitest";
import { goodEdge } from "../stack-file.fixture";
import { edgeHosts } from "./edge-hosts";
import { accepts, refuses } from "./table.fixture";

const host = (name: string) => (file: Record<string, unknown>) => {
  file["holdfast:edge"] = { ...goodEdge(), hosts: { [name]: { service: "backend" } } };
};

describe("N10: hosts that the certificate is for", () => {
  refuses(edgeHosts, [
    {
      name: "a host two labels below the domain",
      change: host("a.b.example.com"),
      at: ['edge.hosts["a.b.example.com"]'],
      says: '"*.example.com" is not valid',
    },
    {
      name: "a host of another domain",
      change: host("app.example.org"),
      at: ['edge.hosts["app.example.org"]'],
    },
    {
      name: "a host whose name only ends like the domain",
      change: host("notexample.com"),
      at: ['edge.hosts["notexample.com"]'],
    },
    {
      name: "the domain above",
      change: (file) => {
        file["holdfast:edge"] = goodEdge();
        file["holdfast:edge"].certificate.domain = "app.example.com";
        file["holdfast:edge"].hosts = { "example.com": { service: "backend" } };
      },
      at: ['edge.hosts["example.com"]'],
    },
    {
      name: "an edge without hosts",
      change: (file) => {
        file["holdfast:edge"] = { ...goodEdge(), hosts: {} };
      },
      at: ["edge.hosts"],
      says: "Add one, or remove edge.",
    },
  ]);

  accepts(edgeHosts, [
    { name: "the domain itself", change: host("example.com") },
    { name: "a host one label below", change: host("api-staging.example.com") },
  ]);
});
