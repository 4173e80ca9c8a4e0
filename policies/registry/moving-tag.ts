/** Names of channels: what stands behind them changes with every build, merge or promotion. */
const CHANNELS: ReadonlySet<string> = new Set(
  (
    "latest stable unstable edge nightly daily weekly canary next current lts mainline rolling " +
    "main master trunk head tip dev devel develop development test testing qa staging prod production live " +
    "release snapshot preview experimental insiders alpha beta rc"
  ).split(" "),
);

/** Flavours in which publishers repeat a channel; alone they mean the newest build of that flavour. */
const FLAVOURS: ReadonlySet<string> = new Set(
  "alpine slim debian ubuntu distroless nonroot debug fpm apache".split(" "),
);

/** Platforms, whose digits say nothing of a release. */
const PLATFORMS: ReadonlySet<string> = new Set(
  "linux windows amd64 x86 64 i386 386 arm arm64 arm64v8 arm32v6 arm32v7 armhf aarch64 ppc64le s390x riscv64".split(
    " ",
  ),
);

/** A commit hash that happens to have no digit. */
const HASH_OF_LETTERS = /^[a-f]{7,64}$/;

/**
 * Tells whether a tag is known to move from one image to another: `latest` in any company, or nothing but names of
 * channels, flavours and platforms (`stable`, `main`, `nightly-slim`, `edge-arm64`).
 *
 * A tag with a digit that is not part of a platform (`1.27`, `3`, `lts-alpine3.19`, `main-4f2a9c1`) or with a commit
 * hash passes, and so does a word that is not known. Whether such a tag moves is a habit of its publisher, which no
 * reader of a program can know, and a false alarm would teach people to exempt.
 */
export function isMovingTag(tag: string): boolean {
  const words = tag
    .toLowerCase()
    .split(/[-_.]+/)
    .filter((word) => word !== "" && !PLATFORMS.has(word));
  if (words.length === 0 || words.some(namesRelease)) {
    return false;
  }
  return (
    words.includes("latest") || words.every((word) => CHANNELS.has(word) || FLAVOURS.has(word))
  );
}

function namesRelease(word: string): boolean {
  return /\d/.test(word) || HASH_OF_LETTERS.test(word);
}
