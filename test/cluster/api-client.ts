import { Agent, request } from "node:https";

/** Where an API server is, and as whom it is asked. */
export interface ApiAddress {
  /** Its port on loopback. */
  readonly port: number;
  /** The certificate that it is known by, in PEM. */
  readonly authority: string;
  /** The token of the user. */
  readonly token: string;
}

/** What the API server answers. */
export interface Answer {
  /** Such as 200, 404 or 422. */
  readonly status: number;
  /** The body. */
  readonly text: string;
  /** What it warns of: the texts of its headers. */
  readonly warnings: readonly string[];
}

/** Asks one API server on loopback. */
export class ApiClient {
  readonly #agent: Agent;

  constructor(private readonly address: ApiAddress) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: 4, ca: address.authority });
  }

  /** Reads what is at a path. */
  get(path: string): Promise<Answer> {
    return this.#ask("GET", path);
  }

  /** Creates an object in the collection at a path. */
  post(path: string, object: object): Promise<Answer> {
    return this.#ask("POST", path, { type: "application/json", text: JSON.stringify(object) });
  }

  /** Applies an object at its own path: server-side apply, as the Kubernetes provider does it. JSON is YAML. */
  apply(path: string, object: object): Promise<Answer> {
    const text = JSON.stringify(object);
    return this.#ask("PATCH", path, { type: "application/apply-patch+yaml", text });
  }

  #ask(
    method: string,
    path: string,
    body?: { readonly type: string; readonly text: string },
  ): Promise<Answer> {
    const { port, token } = this.address;
    const headers: Record<string, string> = {
      Authorization: `Bearer ${token}`,
      Accept: "application/json",
    };
    if (body !== undefined) headers["Content-Type"] = body.type;
    return new Promise((resolve, reject) => {
      const asked = request(
        { host: "127.0.0.1", port, path, method, headers, agent: this.#agent },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.once("error", reject);
          response.once("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              text: Buffer.concat(chunks).toString(),
              warnings: warningsIn(response.headers.warning),
            }),
          );
        },
      );
      asked.once("error", reject);
      asked.end(body?.text);
    });
  }
}

/** The texts in a header such as `299 - "spec.a: deprecated", 299 - "another"`. */
function warningsIn(header: string | undefined): string[] {
  const texts = [...(header ?? "").matchAll(/\d{3} \S+ ("(?:[^"\\]|\\.)*")/g)];
  return texts.map(([, text = '""']) => JSON.parse(text) as string);
}
