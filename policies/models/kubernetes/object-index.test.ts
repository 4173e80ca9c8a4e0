import { describe, expect, it } from "vitest";
import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { type Data, Unknown } from "../../framework/value";
import { type StackResourceDetails, stackResource, urnIn } from "../../testing/stack-resource";
import { ObjectIndex } from "./object-index";

const unknown = new Unknown("is known only after deployment");
const SECRET = "kubernetes:core/v1:Secret";
const NAMESPACE = "kubernetes:core/v1:Namespace";
const RELEASE = "kubernetes:helm.sh/v3:Release";

type Props = { [key: string]: Data };
const object = (
  type: string,
  name: string,
  metadata: Props,
  props: Props = {},
  details: StackResourceDetails = {},
) => stackResource(type, name, { metadata, ...props }, details);
const secret = (name: string, metadata: Props, details: StackResourceDetails = {}) =>
  object(SECRET, name, metadata, {}, details);

function find(stack: readonly StackResource[], name: Data, namespace: Data = "backend") {
  const answer = new ObjectIndex(stack).find({
    kind: "Secret",
    name: name as string,
    namespace: namespace as string,
  });
  return answer.is === "found"
    ? answer.objects.map(({ resource }) => resource.name)
    : answer.is === "undetermined"
      ? answer.reason
      : `absent beside ${answer.others.map(({ resource }) => resource.name).join(", ")}`;
}

describe("an object of Kubernetes", () => {
  it("is found by kind, namespace and name, whatever resource declares it", () => {
    const stack = [
      secret("plain", { name: "a", namespace: "backend" }),
      object("kubernetes:core/v1:SecretPatch", "patch", { name: "b", namespace: "backend" }),
      stackResource("kubernetes:core/v1:SecretList", "list", {
        items: [{ metadata: { name: "c", namespace: "backend" } }],
      }),
      object("kubernetes:core/v1:ConfigMap", "other-kind", { name: "d", namespace: "backend" }),
      object("kubernetes:networking.gke.io/v1:Secret", "other-group", {
        name: "d",
        namespace: "backend",
      }),
    ];
    expect(["a", "b", "c", "d"].map((name) => find(stack, name))).toEqual([
      ["plain"],
      ["patch"],
      ["list"],
      "absent beside plain, patch, list",
    ]);
  });

  it("lies in the namespace of its provider, or in the default one, when it names none", () => {
    const withProvider = {
      ...secret("of-provider", { name: "db" }),
      provider: { urn: "urn:provider", props: { namespace: "backend" } },
    };
    expect(find([withProvider], "db")).toEqual(["of-provider"]);
    expect(find([secret("plain", { name: "db" })], "db", "default")).toEqual(["plain"]);
    expect(find([secret("plain", { name: "db" })], "db")).toBe("absent beside ");
    const hidden = { ...withProvider, provider: { urn: "urn:p", props: { namespace: unknown } } };
    expect(find([hidden], "db")).toBe(
      'Secret "of-provider" lies in a namespace that is known only after deployment',
    );
  });

  it("lies in the Namespace that it is made from, known by name or not", () => {
    const made = { from: { metadata: [urnIn(NAMESPACE, "space")] } };
    const db = secret("db", { name: "db", namespace: unknown }, made);
    const named = object(NAMESPACE, "space", { name: "backend" });
    expect(find([named, db], "db")).toEqual(["db"]);
    const unnamed = object(NAMESPACE, "space", { name: unknown });
    expect(find([unnamed, db], "db", urnIn(NAMESPACE, "space"))).toEqual(["db"]);
    expect(find([unnamed, db], "db")).toBe(
      'Secret "db" lies in a namespace whose name is made up when it is created',
    );
    expect(find([object(NAMESPACE, "space", {}), db], "db")).toBe("absent beside ");
  });

  it("with a name that is made up may be the one that is looked for", () => {
    const auto = secret("db", { namespace: "backend" });
    expect(find([auto], "db-1a2b3c4d")).toMatch(/^Secret "db" has a name that is made up/);
    expect(find([auto], "db")).toMatch(/^Secret "db" has a name that is made up/);
    expect(find([auto], "database")).toBe("absent beside db");
    const generated = secret("x", { namespace: "backend", generateName: "db-" });
    expect(find([generated], "db-abc")).toMatch(/^Secret "x" has a name/);
    expect(find([generated], "x")).toBe("absent beside x");
    const afterwards = secret(
      "db",
      { namespace: "backend" },
      { outputs: { metadata: { name: "db-77", namespace: "backend" } } },
    );
    expect(find([afterwards], "db-77")).toEqual(["db"]);
  });

  it("with an unknown name hides no other that has the wanted one", () => {
    const hidden = secret("hidden", { name: unknown, namespace: "backend" });
    expect(find([hidden, secret("db", { name: "db", namespace: "backend" })], "db")).toEqual([
      "db",
    ]);
    expect(find([hidden], "db")).toBe(
      'Secret "hidden" has a name that is known only after deployment',
    );
    expect(find([hidden], "db", "frontend")).toBe("absent beside ");
    expect(find([], unknown)).toBe("its name is known only after deployment");
    expect(find([], "db", unknown)).toBe("its namespace is known only after deployment");
  });

  it("may be one that an operator makes", () => {
    const cluster = object("kubernetes:postgresql.cnpg.io/v1:Cluster", "main", {
      namespace: "backend",
    });
    expect(find([cluster], "main-app")).toMatch(/^Cluster "main" may make it/);
    expect(find([cluster], "main-app", "frontend")).toBe("absent beside ");
  });

  it("may be one that an operator makes in a namespace that its resource names", () => {
    const made = (kind: string, spec: Data) => [
      object(`kubernetes:${kind}`, "app", { namespace: "argocd" }, { spec }),
    ];
    const application = made("argoproj.io/v1alpha1:Application", {
      destination: { server: "https://kubernetes.default.svc", namespace: "backend" },
    });
    expect(find(application, "db")).toMatch(/^Application "app" may make it/);
    expect(find(application, "db", "argocd")).toMatch(/^Application "app" may make it/);
    expect(find(application, "db", "frontend")).toBe("absent beside ");
    const release = { targetNamespace: "backend" };
    expect(find(made("helm.toolkit.fluxcd.io/v2:HelmRelease", release), "db")).toMatch(/may make/);
    const each = { template: { spec: { destination: { namespace: "{{ .namespace }}" } } } };
    expect(find(made("argoproj.io/v1alpha1:ApplicationSet", each), "db")).toMatch(/may make it/);
    const later = made("argoproj.io/v1alpha1:Application", { destination: { namespace: unknown } });
    expect(find(later, "db")).toMatch(/may make it/);
    expect(find(made("cnpg.io/v1:Cluster", unknown), "db")).toBe("absent beside ");
  });

  it("may be one that an operator makes in a namespace that is unknown", () => {
    const cluster = object("kubernetes:postgresql.cnpg.io/v1:Cluster", "main", {
      namespace: unknown,
    });
    expect(find([cluster], "main-app")).toMatch(/^Cluster "main" may make it/);
  });

  it.each(["helm.sh/v4:Chart", "yaml/v2:ConfigGroup", "yaml:ConfigFile", "kustomize/v2:Directory"])(
    "may be one of %s, of which a preview sees nothing where a value of it is unknown",
    (type) => {
      const chart = (values: Props) => stackResource(`kubernetes:${type}`, "charts", values);
      expect(find([chart({ resources: unknown })], "db")).toMatch(/ "charts" may make it/);
      expect(find([chart({ resources: [] })], "db")).toBe("absent beside ");
    },
  );

  it("may be one that a Helm release makes", () => {
    const release = stackResource(RELEASE, "charts", { namespace: "backend" });
    expect(find([release], "db")).toMatch(/^the Helm release "charts" may make it/);
    expect(find([release], "db", "frontend")).toBe("absent beside ");
  });

  it("is that of the cluster that asks, where two clusters have one of its name", () => {
    const at = (cluster: string) => ({
      ...secret(cluster, { name: "db", namespace: "backend" }),
      provider: { urn: cluster, props: {} },
    });
    const index = new ObjectIndex([at("one"), at("two")]);
    const query = { kind: "Secret", namespace: "backend", name: "db" };
    const names = (asker?: StackResource) => {
      const answer = index.find({ ...query, ...(asker === undefined ? {} : { asker }) });
      return answer.is === "found" ? answer.objects.map(({ resource }) => resource.name) : [];
    };
    expect(names(at("two"))).toEqual(["two"]);
    expect(names()).toEqual(["one", "two"]);
  });

  it("is found by what a property is made from, where its name is unknown", () => {
    const pod = stackResource(
      "kubernetes:core/v1:Pod",
      "pod",
      { spec: { volumes: [{ secret: { secretName: unknown } }] } },
      { from: { spec: [urnIn(SECRET, "db"), urnIn(NAMESPACE, "space")] } },
    );
    const index = new ObjectIndex([pod, secret("db", {}), object(NAMESPACE, "space", {})]);
    const place = new Place(pod.props)
      .at("spec", "volumes")
      .entries()[0]
      ?.at("secret", "secretName");
    expect(
      index
        .behind(pod, place ?? new Place(undefined), "Secret")
        .map(({ resource }) => resource.name),
    ).toEqual(["db"]);
  });

  it("is found among thousands without asking each of them", () => {
    const stack = Array.from({ length: 5000 }, (_, at) =>
      secret(`s${at}`, { name: `s${at}`, namespace: "backend" }),
    );
    const index = new ObjectIndex(stack);
    const started = performance.now();
    for (let at = 0; at < 5000; at++) {
      expect(index.find({ kind: "Secret", namespace: "backend", name: `s${at}` }).is).toBe("found");
    }
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

it("a namespace is the program's own when it declares it", () => {
  const index = new ObjectIndex([
    object(NAMESPACE, "space", { name: "backend" }),
    object("kubernetes:core/v1:NamespacePatch", "patch", { name: "kube-system" }),
    secret("db", { name: "db", namespace: "frontend" }),
  ]);
  expect(
    ["backend", "kube-system", "frontend"].map((name) => index.declaresNamespace(name)),
  ).toEqual([true, false, false]);
  expect(index.inNamespace("frontend").map(({ kind }) => kind)).toEqual(["Secret"]);
});
