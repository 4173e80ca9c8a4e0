import { Deadline } from "./deadline";
import { fieldsOf, parseJson } from "./json";
import { errorCodes } from "./manifest";
import { isTag } from "./reference";
import type { RegistryHost } from "./registry-host";
import type { HttpAnswer } from "./transport";

/** Tags to ask for at once; registries may give fewer. */
const PAGE_SIZE = 1000;

/** Pages that are read: enough to find what was meant, and no more than a few seconds of a registry's time. */
const MAX_PAGES = 10;

/** More than this is no page of tags: a thousand tags of 128 characters. */
const MAX_PAGE_BYTES = 1024 * 1024;

/** What a registry says of the tags of a repository. */
export type TagList =
  /** @property complete False when there are more tags than were read. */
  | { readonly kind: "tags"; readonly tags: readonly string[]; readonly complete: boolean }
  | { readonly kind: "repository-unknown" }
  | { readonly kind: "not-told" };

/** The tags of the repositories on one host. A list is read once, for everybody who asks, whatever came of it. */
export class TagLists {
  readonly #lists = new Map<string, Promise<TagList>>();

  /** @param timeout Longest time for one list, in milliseconds. */
  constructor(
    private readonly host: RegistryHost,
    private readonly timeout: number,
  ) {}

  /** @throws RegistryFailure when the registry gives no answer. */
  of(repository: string): Promise<TagList> {
    const list = this.#lists.get(repository) ?? this.#read(repository);
    this.#lists.set(repository, list);
    return list;
  }

  async #read(repository: string): Promise<TagList> {
    const deadline = new Deadline(this.timeout, this.host.name);
    try {
      return await listTags(this.host, repository, deadline);
    } finally {
      deadline.clear();
    }
  }
}

/**
 * The tags of a repository, page by page.
 *
 * @throws RegistryFailure when the registry gives no answer.
 */
async function listTags(
  host: RegistryHost,
  repository: string,
  deadline: Deadline,
): Promise<TagList> {
  const tags: string[] = [];
  let path: string | undefined = `tags/list?n=${PAGE_SIZE}`;
  for (let page = 0; page < MAX_PAGES && path !== undefined; page++) {
    const { http } = await host.ask(
      { method: "GET", repository, path, accept: "application/json", maxBytes: MAX_PAGE_BYTES },
      deadline,
    );
    if (http.status === 404 && errorCodes(http).includes("NAME_UNKNOWN")) {
      return { kind: "repository-unknown" };
    }
    const found = http.status === 200 && http.complete ? tagsOf(http.body) : undefined;
    if (found === undefined) return { kind: "not-told" };
    tags.push(...found);
    path = nextPage(http, repository);
  }
  return { kind: "tags", tags, complete: path === undefined };
}

/** The tags in one page, without what cannot be one and so must not reach a terminal; `null` stands for none. Undefined when the body is not such a page. */
export function tagsOf(body: Buffer): string[] | undefined {
  const { tags } = fieldsOf(parseJson(body.toString("utf8")));
  if (tags === null) return [];
  if (!Array.isArray(tags)) return undefined;
  return tags.filter((tag: unknown) => typeof tag === "string" && isTag(tag));
}

/** Path and query of the next page within the repository, from `Link` (RFC 8288); undefined after the last one. */
export function nextPage(answer: HttpAnswer, repository: string): string | undefined {
  const target = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(answer.header("link") ?? "")?.[1];
  if (target === undefined || !URL.canParse(target, answer.url.href)) return undefined;
  const next = new URL(target, answer.url.href);
  const path = `/v2/${repository}/`;
  if (next.origin !== answer.url.origin || !next.pathname.startsWith(path)) return undefined;
  return next.pathname.slice(path.length) + next.search;
}
