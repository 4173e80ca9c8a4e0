import { describe, expect, it } from "vitest";
import { readRedisSettings } from "./redis-settings";

describe("the settings of a Redis server", () => {
  it.each<[text: string, password: string]>([
    ["requirepass secret-1", "secret-1"],
    ['requirepass "with space"', "with space"],
    ["redis-server --requirepass $(REDIS_PASSWORD) --appendonly yes", "$(REDIS_PASSWORD)"],
    ['exec redis-server --requirepass "$REDIS_PASSWORD"', "$REDIS_PASSWORD"],
    ["--requirepass=secret-1", "secret-1"],
    ["requirepass first\nrequirepass second\n", "second"],
    ['requirepass ""', ""],
  ])("demand the password of %s", (text, password) => {
    expect(readRedisSettings(text).password).toBe(password);
  });

  it.each(["# requirepass secret", "port 6379", "masterauth secret", "norequirepass x"])(
    "demand none by %s",
    (text) => {
      expect(readRedisSettings(text).password).toBeUndefined();
    },
  );

  it.each<[text: string, users: "listed" | "everybody" | undefined]>([
    ["user default off\nuser api on >x ~* +@all", "listed"],
    ["user default on >x ~* +@all", "listed"],
    ["user default on nopass ~* +@all", "everybody"],
    ["user api on >x ~* +@all", undefined],
  ])("list users as %s does", (text, users) => {
    expect(readRedisSettings(text).users).toBe(users);
  });

  it.each<[text: string, tls: "also" | "only" | undefined]>([
    ["port 0\ntls-port 6379", "only"],
    ["redis-server --tls-port 6380 --port 0", "only"],
    ["tls-port 6380", "also"],
    ["port 6379\ntls-port 6380", "also"],
    ["port 6379\ntls-port 0", undefined],
    ["port 6379", undefined],
  ])("speak TLS as %s says", (text, tls) => {
    expect(readRedisSettings(text).tls).toBe(tls);
  });

  it("tell whether only the own pod reaches it", () => {
    expect(readRedisSettings("bind 127.0.0.1 -::1").isLocal).toBe(true);
    expect(readRedisSettings("redis-server --bind 127.0.0.1 --port 6379").isLocal).toBe(true);
    expect(readRedisSettings("bind * -::*").isLocal).toBe(false);
    expect(readRedisSettings("port 6379").isLocal).toBe(false);
  });
});
