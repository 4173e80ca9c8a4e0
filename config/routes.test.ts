import { describe, expect, it } from "vitest";
import { parseStackFile } from "./parse";
import { type Change, goodEdge, goodFile, goodService } from "./stack-file.fixture";

/** How the services of the good file with an edge are reached, after a change. */
function exposuresAfter(change: Change = () => undefined) {
  const file = { ...goodFile(), "holdfast:edge": goodEdge() };
  change(file);
  const result = parseStackFile(file, { stack: "staging" });
  const services = result.ok ? Object.entries(result.configuration.services) : [];
  return Object.fromEntries(
    services.map(([name, { ingress, allowUnauthenticated, defaultUriDisabled }]) => [
      name,
      [ingress, allowUnauthenticated, defaultUriDisabled],
    ]),
  );
}

const throughBalancer = "internal-and-cloud-load-balancing";

describe("N11: how a service is reached", () => {
  it("follows from its routes: through the load balancer, by anyone, and at no address of its own", () => {
    expect(exposuresAfter().backend).toEqual([throughBalancer, true, true]);
  });

  it("leaves an address of its own to a service that others call there", () => {
    expect(exposuresAfter().auth).toEqual([throughBalancer, true, false]);
  });

  it("leaves it to one that others could do without, too", () => {
    const { auth } = exposuresAfter((file) => {
      file["holdfast:services"].backend.uses.auth.optional = true;
    });
    expect(auth).toEqual([throughBalancer, true, false]);
  });

  it("takes it from one that no other service uses any more", () => {
    const { auth } = exposuresAfter((file) => {
      delete file["holdfast:services"].backend.uses.auth;
    });
    expect(auth).toEqual([throughBalancer, true, true]);
  });

  it("is from inside and with an identity, at its own address, where no route leads to it", () => {
    const { worker } = exposuresAfter((file) => {
      file["holdfast:services"].worker = goodService();
    });
    expect(worker).toEqual(["internal", false, false]);
  });

  it("is what the service says, where no route leads to it", () => {
    const { worker } = exposuresAfter((file) => {
      file["holdfast:services"].worker = {
        ...goodService(),
        ingress: "all",
        allowUnauthenticated: true,
      };
    });
    expect(worker).toEqual(["all", true, false]);
  });

  it("does not depend on the order of services", () => {
    const before = exposuresAfter();
    const after = exposuresAfter((file) => {
      const { backend, auth } = file["holdfast:services"];
      file["holdfast:services"] = { auth, backend };
    });
    expect(after).toEqual(before);
  });
});
