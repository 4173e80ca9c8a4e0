import { object } from "../models/kubernetes/program.fixture";
import type { CaseResource } from "../testing/policy-case";

/** A Deployment with a Service of its name, which is told these variables. */
export function workload(
  name: string,
  env: Readonly<Record<string, unknown>> = {},
  {
    container = {},
    metadata = {},
  }: { readonly container?: object; readonly metadata?: object } = {},
): [CaseResource, CaseResource] {
  const labels = { app: name };
  const variables = Object.entries(env).map(([key, value]) => ({ name: key, value }));
  return [
    object(
      "core/v1:Service",
      name,
      { spec: { selector: labels, ports: [{ port: 80 }] } },
      metadata,
    ),
    {
      ...object(
        "apps/v1:Deployment",
        name,
        {
          spec: {
            selector: { matchLabels: labels },
            template: {
              metadata: { labels },
              spec: {
                containers: [
                  { name, image: `example.com/${name}:1.0.0`, env: variables, ...container },
                ],
              },
            },
          },
        },
        metadata,
      ),
      name: `${name}-pods`,
    },
  ];
}

/** A service on Cloud Run, which is told these variables. */
export function onCloudRun(
  name: string,
  env: Readonly<Record<string, unknown>> = {},
  more: { readonly annotations?: object } = {},
  also: Partial<CaseResource> = {},
): CaseResource {
  const envs = Object.entries(env).map(([key, value]) => ({ name: key, value }));
  return {
    type: "gcp:cloudrunv2/service:Service",
    name,
    props: {
      name,
      location: "us-central1",
      template: { containers: [{ image: `example.com/${name}:1.0.0`, envs }] },
      ...more,
    },
    ...also,
  };
}

/** The address of a service on Cloud Run that follows from its name. */
export const addressOf = (name: string) => `https://${name}-123456789012.us-central1.run.app`;
