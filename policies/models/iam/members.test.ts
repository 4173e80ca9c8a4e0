import fc from "fast-check";
import { expect, it } from "vitest";
import { memberKind } from "./members";
import { roleKind } from "./roles";

it.each([
  ["allUsers", "public"],
  ["allAuthenticatedUsers", "public"],
  ["allusers", "public"],
  ["serviceAccount:123456-compute@developer.gserviceaccount.com", "default-account"],
  ["serviceAccount:shop@appspot.gserviceaccount.com", "default-account"],
  ["serviceAccount:123456@cloudservices.gserviceaccount.com", "google-apis"],
  ["serviceAccount:api@shop.iam.gserviceaccount.com", "service-account"],
  ["serviceAccount:service-1@gcp-sa-pubsub.iam.gserviceaccount.com", "service-agent"],
  ["serviceAccount:service-1@serverless-robot-prod.iam.gserviceaccount.com", "service-agent"],
  ["serviceAccount:service-org-1@security-center-api.iam.gserviceaccount.com", "service-agent"],
  ["serviceAccount:service-api@shop.iam.gserviceaccount.com", "service-account"],
  ["serviceAccount:shop.svc.id.goog[apps/api]", "service-account"],
  ["deleted:serviceAccount:1-compute@developer.gserviceaccount.com?uid=1", "service-account"],
  ["user:allUsers@example.com", "other"],
  ["group:all-users@example.com", "other"],
  ["domain:example.com", "other"],
  ["principalSet://goog/subject/everybody", "other"],
  ["serviceAccount:my-compute@shop.iam.gserviceaccount.com", "service-account"],
])("takes the member %s for %s", (member, kind) => {
  expect(memberKind(member)).toBe(kind);
});

it("takes no text for everybody but the two that mean it", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const isPublic = ["allusers", "allauthenticatedusers"].includes(text.trim().toLowerCase());
      expect(memberKind(text) === "public").toBe(isPublic);
    }),
  );
});

it.each([
  ["roles/owner", "basic"],
  ["roles/editor", "basic"],
  ["roles/viewer", "basic"],
  ["roles/run.viewer", "other"],
  ["roles/storage.legacyBucketOwner", "other"],
  ["projects/shop/roles/editor", "other"],
  ["roles/iam.serviceAccountTokenCreator", "impersonation"],
  ["roles/resourcemanager.projectIamAdmin", "granting"],
  ["roles/run.invoker", "invoking"],
  ["roles/run.admin", "other"],
  ["roles/storage.objectViewer", "reading"],
  ["roles/storage.objectAdmin", "other"],
])("takes the role %s for %s", (role, kind) => {
  expect(roleKind(role)).toBe(kind);
});
