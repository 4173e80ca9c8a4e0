import { describe, expect, it } from "vitest";
import { judge } from "../stack-file.fixture";
import { imageSources } from "./image-sources";
import { accepts, refuses } from "./table.fixture";

const image = (text: string) => ({
  name: text,
  change: (file: Parameters<Parameters<typeof judge>[1]>[0]) => {
    file["holdfast:services"].auth.image = text;
  },
});
const at = ["services.auth.image"];

refuses(imageSources, [
  { ...image("quay.io/netra/auth:1.4.0"), at, says: '"quay.io"' },
  { ...image("public.ecr.aws/netra/auth:1.4.0"), at, says: "remote repository" },
  { ...image("registry.example.com:5000/auth:1.4.0"), at, says: '"registry.example.com:5000"' },
  { ...image("localhost/auth:1.4.0"), at, says: '"localhost"' },
  { ...image("localhost:5000/auth:1.4.0"), at },
  { ...image("registry:5000/auth:1.4.0"), at },
  { ...image("docker.pkg.dev.example.com/netra/auth:1.4.0"), at },
  { ...image("notgcr.io/netra/auth:1.4.0"), at },
  { ...image("gcr.io:5000/netra/auth:1.4.0"), at },
  { ...image("ghcr.io.example.com/netra/auth:1.4.0"), at },
]);

accepts(
  imageSources,
  [
    "us-central1-docker.pkg.dev/netra-staging/netra/auth:1.4.0",
    "europe-docker.pkg.dev/netra-shared/images/auth@sha256:0000",
    "gcr.io/netra-staging/auth:1.4.0",
    "eu.gcr.io/netra-staging/auth:1.4.0",
    "marketplace.gcr.io/google/nginx1:1.26",
    "US.gcr.io/netra-staging/auth:1.4.0",
    "docker.io/library/nginx:1.27.3",
    "docker.io/nginx:1.27.3",
    "nginx:1.27.3",
    "netra/auth:1.4.0",
    "netra/quay.io:1.4.0",
    "ghcr.io/netra/auth:1.4.0",
  ].map(image),
);

describe("imageSources", () => {
  it("shows no user and password that stand before the registry", () => {
    const [problem] = judge(
      imageSources,
      image("netra:hunter2@registry.example.com/auth:1.4.0").change,
    );
    expect(problem?.found).toContain('"registry.example.com"');
    expect(JSON.stringify(problem)).not.toContain("hunter2");
  });

  it("names every service whose image it refuses", () => {
    const problems = judge(imageSources, (file) => {
      for (const service of Object.values<{ image: string }>(file["holdfast:services"])) {
        service.image = "quay.io/netra/auth:1.4.0";
      }
    });
    expect(problems.map(({ path }) => path)).toEqual([
      "services.backend.image",
      "services.auth.image",
    ]);
  });
});
