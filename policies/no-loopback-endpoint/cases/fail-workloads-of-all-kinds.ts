import type { PolicyCase } from "../../testing/policy-case";

/** Every kind that runs containers, its Patch twin too. */
export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "service",
      props: {
        template: {
          containers: [
            {
              name: "api",
              image: "registry.example.com/api:1.4.2",
              envs: [
                {
                  name: "DATABASE_URL",
                  value: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production",
                },
              ],
            },
          ],
        },
      },
    },
    {
      type: "gcp:cloudrun/service:Service",
      name: "service-v1",
      props: {
        template: {
          spec: {
            containers: [
              {
                name: "api",
                image: "registry.example.com/api:1.4.2",
                envs: [
                  {
                    name: "DATABASE_URL",
                    value: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production",
                  },
                ],
              },
            ],
          },
        },
      },
    },
    {
      type: "gcp:cloudrunv2/job:Job",
      name: "job",
      props: {
        template: {
          template: {
            containers: [
              {
                name: "api",
                image: "registry.example.com/api:1.4.2",
                envs: [
                  {
                    name: "DATABASE_URL",
                    value: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production",
                  },
                ],
              },
            ],
          },
        },
      },
    },
    {
      type: "gcp:cloudrunv2/workerPool:WorkerPool",
      name: "pool",
      props: {
        template: {
          containers: [
            {
              name: "api",
              image: "registry.example.com/api:1.4.2",
              envs: [
                {
                  name: "DATABASE_URL",
                  value: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production",
                },
              ],
            },
          ],
        },
      },
    },
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "Deployment",
      props: {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: "api",
                  image: "registry.example.com/api:1.4.2",
                  env: [
                    {
                      name: "DATABASE_URL",
                      value: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production",
                    },
                  ],
                },
              ],
            },
          },
        },
      },
    },
    {
      type: "kubernetes:apps/v1:StatefulSet",
      name: "StatefulSet",
      props: {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: "api",
                  image: "registry.example.com/api:1.4.2",
                  env: [
                    {
                      name: "DATABASE_URL",
                      value: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production",
                    },
                  ],
                },
              ],
            },
          },
        },
      },
    },
    {
      type: "kubernetes:apps/v1:DaemonSet",
      name: "DaemonSet",
      props: {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: "api",
                  image: "registry.example.com/api:1.4.2",
                  env: [
                    {
                      name: "DATABASE_URL",
                      value: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production",
                    },
                  ],
                },
              ],
            },
          },
        },
      },
    },
    {
      type: "kubernetes:apps/v1:ReplicaSet",
      name: "ReplicaSet",
      props: {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: "api",
                  image: "registry.example.com/api:1.4.2",
                  env: [
                    {
                      name: "DATABASE_URL",
                      value: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production",
                    },
                  ],
                },
              ],
            },
          },
        },
      },
    },
    {
      type: "kubernetes:batch/v1:Job",
      name: "Job",
      props: {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: "api",
                  image: "registry.example.com/api:1.4.2",
                  env: [
                    {
                      name: "DATABASE_URL",
                      value: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production",
                    },
                  ],
                },
              ],
            },
          },
        },
      },
    },
    {
      type: "kubernetes:apps/v1:DeploymentPatch",
      name: "DeploymentPatch",
      props: {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: "api",
                  image: "registry.example.com/api:1.4.2",
                  env: [
                    {
                      name: "DATABASE_URL",
                      value: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production",
                    },
                  ],
                },
              ],
            },
          },
        },
      },
    },
    {
      type: "kubernetes:batch/v1:CronJob",
      name: "CronJob",
      props: {
        spec: {
          jobTemplate: {
            spec: {
              template: {
                spec: {
                  containers: [
                    {
                      name: "api",
                      image: "registry.example.com/api:1.4.2",
                      env: [
                        {
                          name: "DATABASE_URL",
                          value: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production",
                        },
                      ],
                    },
                  ],
                },
              },
            },
          },
        },
      },
    },
    {
      type: "kubernetes:core/v1:Pod",
      name: "Pod",
      props: {
        spec: {
          containers: [
            {
              name: "api",
              image: "registry.example.com/api:1.4.2",
              env: [
                {
                  name: "DATABASE_URL",
                  value: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production",
                },
              ],
            },
          ],
        },
      },
    },
  ],
  findings: [
    { resource: "service", kind: "violation", path: "template.containers[0].envs[0].value" },
    {
      resource: "service-v1",
      kind: "violation",
      path: "template.spec.containers[0].envs[0].value",
    },
    { resource: "job", kind: "violation", path: "template.template.containers[0].envs[0].value" },
    { resource: "pool", kind: "violation", path: "template.containers[0].envs[0].value" },
    {
      resource: "Deployment",
      kind: "violation",
      path: "spec.template.spec.containers[0].env[0].value",
    },
    {
      resource: "StatefulSet",
      kind: "violation",
      path: "spec.template.spec.containers[0].env[0].value",
    },
    {
      resource: "DaemonSet",
      kind: "violation",
      path: "spec.template.spec.containers[0].env[0].value",
    },
    {
      resource: "ReplicaSet",
      kind: "violation",
      path: "spec.template.spec.containers[0].env[0].value",
    },
    { resource: "Job", kind: "violation", path: "spec.template.spec.containers[0].env[0].value" },
    {
      resource: "DeploymentPatch",
      kind: "violation",
      path: "spec.template.spec.containers[0].env[0].value",
    },
    {
      resource: "CronJob",
      kind: "violation",
      path: "spec.jobTemplate.spec.template.spec.containers[0].env[0].value",
    },
    { resource: "Pod", kind: "violation", path: "spec.containers[0].env[0].value" },
  ],
  hides: ["supersecret"],
} satisfies PolicyCase;
