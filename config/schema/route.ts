import { z } from "zod";
import { hostName } from "./edge";
import { jsonPath } from "./json-path";
import { httpPath, oneOf, text } from "./value";

const nextRun = "Nothing in the service: the next checks go by it.";

const path = httpPath
  .refine((written) => !written.includes("#"))
  .meta({
    description: "Path that is asked, which may have a query.",
    allowed: 'a path that starts with "/" and has no "#", such as "/auth/login"',
    change: nextRun,
  });

const status = z.union([z.int().min(100).max(599), z.string().regex(/^[1-5]xx$/)]);

/** What may stand in the JSON of an answer: a text, a number, true or false. */
const plainValue = z.union([z.string().max(1000), z.number(), z.boolean()]).meta({
  allowed: "a text, a number, true or false, in quotes where a text looks like another",
});

const request = z
  .strictObject({
    path,
    method: oneOf(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]).optional().meta({
      description: "Method of the request. Each run sends it, on every schedule.",
      absent: "GET, or POST with json",
      change: nextRun,
    }),
    json: z.record(z.string(), z.unknown()).optional().meta({
      description:
        "Body of the request, sent as JSON. It is no place for secrets. One that the service refuses, such as {}, shows with status 422 that the route is there and creates nothing.",
      allowed: "a map, which is sent as JSON",
      absent: "no body",
      change: nextRun,
    }),
    headers: z
      .record(
        text(/^[A-Za-z0-9-]{1,100}$/, "a name of up to 100 letters, digits and hyphens"),
        text(/^[\x20-\x7e]{1,1000}$/, "a text of 1 to 1000 plain characters on one line").meta({
          hidden: true,
        }),
      )
      .default({})
      .meta({
        description: "Headers of the request by name. They are no place for secrets.",
        change: nextRun,
      }),
    authenticated: z.boolean().default(false).meta({
      description:
        "Whether the request carries the token of the login of verify.goldenPath, as `Authorization: Bearer`.",
      change: nextRun,
    }),
    status: z
      .union([status, z.array(status).min(1)])
      .default(200)
      .meta({
        description:
          "Status with which the route answers, or several. A redirect is an answer of its own and is not followed.",
        allowed: 'a status from 100 to 599, a class such as "4xx", or a list of them',
        change: nextRun,
      }),
    body: z.record(jsonPath, plainValue).default({}).meta({
      description: "What the JSON of the answer must hold: a map from JSON paths to values.",
      change: nextRun,
    }),
    contains: z.string().min(1).max(1000).optional().meta({
      description: "A text that the answer must contain, which tells it from another page.",
      allowed: "a text of 1 to 1000 characters",
      absent: "the answer may be any",
      change: nextRun,
    }),
    host: hostName.optional().meta({
      description:
        "Host over which the check goes; one of edge.hosts on which the path leads to the service.",
      absent: "the first of them",
      change: nextRun,
    }),
  })
  .meta({
    instead: {
      statusCode: "Set status.",
      expectedStatus: "Set status.",
      url: "Set path, and host where several lead to the service.",
      query: 'Write it behind the path, such as "/search?q=a".',
      as: "Set authenticated: true, which logs in as verify.goldenPath says.",
      token: "Set authenticated: true, which logs in as verify.goldenPath says.",
      authorization: "Set authenticated: true, which logs in as verify.goldenPath says.",
      needs: "Remove it: what a service requires is checked before it, as uses says.",
      timeout: "Set verify.limits.routeAnswer.",
    },
  });

/** A path that must answer in a certain way, as the stack file writes it: the path alone, or a map. */
export const route = z.union([path, request]).meta({
  allowed: 'a path such as "/auth/login", which must answer GET with 200, or a map with "path"',
});

/** The same with its defaults filled in, read from either form. */
export function routeOf(written: z.output<typeof route>): z.output<typeof request> {
  return typeof written === "string" ? request.parse({ path: written }) : written;
}
