import type { PolicyCase } from "../../testing/policy-case";
import { addressOf, onCloudRun, workload } from "../program.fixture";

export default {
  resources: [
    ...workload("web", {
      NEXT_PUBLIC_WEB_URL: "http://web",
      API_URL: "http://api",
      SELF_URL: "http://web",
    }),
    ...workload("api", {
      CORS_ORIGIN: "http://web",
      FRONTEND_URL: "http://web",
      PUBLIC_URL: "http://web",
      REDIRECT_URI: "http://web/login",
      OIDC_ISSUER_URL: "http://web",
      WEBHOOK_URL: "http://web/hook",
      CALLBACK_URL: "http://web/callback",
    }),
    onCloudRun("shop", { PAYMENTS_URL: addressOf("payments") }),
    onCloudRun("payments", {
      ALLOWED_ORIGINS: addressOf("shop"),
      PUBLIC_BASE_URL: addressOf("shop"),
    }),
  ],
  findings: [],
} satisfies PolicyCase;
