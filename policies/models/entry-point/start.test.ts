import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startOf, type Word } from "./start";

/** A command as it is typed, without quotes in quotes. */
function split(command: string): Word[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
}

describe("A2: a command that starts an interpreter without a program", () => {
  it.each([
    ["python3", "python3"],
    ["python", "python"],
    ["/usr/local/bin/python3.11", "python3.11"],
    ["python3.13t", "python3.13t"],
    ["pypy3", "pypy3"],
    ["ipython", "ipython"],
    ["python -u", "python"],
    ["python -uB -W ignore", "python"],
    ["python -", "python"],
    ['python -c ""', "python"],
    ["python -m", "python"],
    ["node", "node"],
    ["/nodejs/bin/node --enable-source-maps", "node"],
    ["node --inspect=0.0.0.0 -i", "node"],
    ["nodejs", "nodejs"],
    ["bash", "bash"],
    ["/bin/sh", "sh"],
    ["sh -", "sh"],
    ["bash -l", "bash"],
    ["bash --login -i", "bash"],
    ["bash -o pipefail -e", "bash"],
    ["sh -s", "sh"],
    ["sh -c", "sh"],
    ['sh -c ""', "sh"],
    ['sh -c "  "', "sh"],
    ['sh -c "bash"', "bash"],
    ['bash -ec "exec python3 -u"', "python3"],
    ['bash -c "sh -c bash"', "bash"],
    [`sh -c "exec bash -c 'python3'"`, "python3"],
    ["ash", "ash"],
    ["ruby", "ruby"],
    ["ruby -w -I lib", "ruby"],
    ["irb", "irb"],
    ["perl -w", "perl"],
    ["php -a", "php"],
    ["php8.3", "php8.3"],
    ["docker-php-entrypoint php -a", "php"],
    ["java", "java"],
    ["java -Xmx1g -cp /app/lib", "java"],
    ["/usr/bin/java -jar", "java"],
    ["jshell", "jshell"],
    ["/__cacert_entrypoint.sh jshell", "jshell"],
    ["R --no-save", "R"],
    ["lua5.4", "lua5.4"],
    ["julia", "julia"],
    ["iex", "iex"],
    ["deno", "deno"],
    ["deno repl", "deno"],
    ["bun repl", "bun"],
    ["dotnet", "dotnet"],
    ["pwsh -NoLogo", "pwsh"],
    ["C:\\Windows\\System32\\cmd.exe", "cmd"],
    ["busybox", "busybox"],
    ["busybox sh", "sh"],
    ["docker-entrypoint.sh node", "node"],
    ["/usr/local/bin/docker-entrypoint.sh python3", "python3"],
    ["tini -- bash", "bash"],
    ["/sbin/tini -g -e 143 -- python3", "python3"],
    ["dumb-init --rewrite 15:3 bash", "bash"],
    ["/usr/bin/env python", "python"],
    ["env -i LANG=C -u HOME python3", "python3"],
    ['env -S "python3 -u"', "python3"],
    ["gosu app bash", "bash"],
    ["su-exec 1000:1000 node", "node"],
    ["nice -n 10 python3", "python3"],
    ["timeout -k 5 3600 bash", "bash"],
    ["poetry run python", "python"],
    ["tini -- docker-entrypoint.sh node", "node"],
  ])("refuses %s", (command, program) => {
    expect(startOf(split(command))).toEqual({ kind: "bare", program });
  });
});

describe("a command that starts nothing", () => {
  it.each([[[]], [[""]], [[" "]], [["tini", "--"]], [["gosu", "app"]]])("refuses %j", (words) => {
    expect(startOf(words)).toEqual({ kind: "nothing" });
  });
});

describe("a command that starts a program", () => {
  it.each([
    "python -m app",
    "python3 -um app",
    "python3 -uc print()",
    "python -W ignore app.py",
    "python3 app.py",
    "python3 -- app.py",
    'bash -c "exec app"',
    'sh -c "while true; do date; sleep 5; done"',
    'sh -c "cat /app/main.py | python3"',
    'bash -c "python3 < /app/main.py"',
    'sh -c "$START"',
    'sh -c "bash /start.sh"',
    "sh /start.sh",
    "sh -e /start.sh",
    "bash -lc server",
    "node server.js",
    "node --require dotenv/config server.js",
    "node -r ./server.js",
    "node -e 0",
    "node --run start",
    "node --test",
    "nginx -g 'daemon off;'",
    "sleep infinity",
    "ruby app.rb",
    "ruby -e 1",
    "perl -ne print",
    "php artisan serve",
    "php -S 0.0.0.0:8080",
    "php -f index.php",
    "php-fpm",
    "docker-php-entrypoint php-fpm",
    "java -jar /app.jar",
    "java -cp /app com.example.Main",
    "java -m app/com.example.Main",
    "java @arguments",
    "Rscript app.R",
    "R -e shiny::runApp()",
    "deno run server.ts",
    "bun run start",
    "dotnet Api.dll",
    "pwsh -File start.ps1",
    "pwsh start.ps1",
    "cmd /c start.bat",
    "busybox httpd -f",
    "iex -S mix",
    "docker-entrypoint.sh",
    "docker-entrypoint.sh postgres",
    "docker-entrypoint.sh -c shared_buffers=1GB",
    "/entrypoint.sh bash",
    "tini -- /usr/bin/app",
    "tini -g -- start-notebook.py",
    "dumb-init node server.js",
    "/usr/bin/env python app.py",
    "env A=b app",
    "env",
    'sh -c "env"',
    'sh -c "command -v python3"',
    `sh -c "timeout 5 bash -c 'exec app --now'"`,
    `sh -c "python -c 'print(1)'"`,
    'sh -c "time python app.py"',
    "gosu app server",
    "timeout 60 python job.py",
    "poetry run python -m app",
    "poetry install",
    "/cnb/lifecycle/launcher",
    "pythonic",
    "bashful",
    "/server",
  ])("passes %s", (command) => {
    expect(startOf(split(command))).toEqual({ kind: "something" });
  });

  it("passes any interpreter with a script behind its flags", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("python3", "node", "bash", "sh", "ruby", "perl", "php", "lua"),
        fc.array(fc.constantFrom("-v", "-x", "--verbose"), { maxLength: 3 }),
        fc.stringMatching(/^[a-z/]{1,10}\.[a-z]{2}$/),
        (program, flags, script) => {
          expect(startOf([program, ...flags, script])).toEqual({ kind: "something" });
        },
      ),
    );
  });

  it("judges any words without an error", () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom("sh", "-c", "env", "-S", "--", "python", "docker-entrypoint.sh"),
      fc.constant(undefined),
    );
    fc.assert(fc.property(fc.array(word), (words) => void startOf(words)));
  });
});

describe("a command with words that cannot be read now", () => {
  it.each<[Word[]]>([
    [[undefined]],
    [["python3", undefined]],
    [["python3", "-m", undefined]],
    [["sh", "-c", undefined]],
    [["tini", "--", undefined]],
    [["env", undefined, "app"]],
    [["env", "-S", undefined]],
    [["docker-entrypoint.sh", undefined]],
    [["dotnet", undefined]],
  ])("is not known to start anything: %j", (words) => {
    expect(startOf(words)).toEqual({ kind: "unknown" });
  });

  it.each<[Word[]]>([
    [["nginx", undefined]],
    [["python3", "app.py", undefined]],
    [["sh", "-c", "app", undefined]],
  ])("starts a program all the same: %j", (words) => {
    expect(startOf(words)).toEqual({ kind: "something" });
  });
});
