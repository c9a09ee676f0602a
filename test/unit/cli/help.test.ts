import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cellular } from "./terminal";

const COMMANDS = ["simulate", "check", "gate", "call", "functions", "state", "receive"];

describe("cellular", () => {
  it("lists its commands and its exit codes", async () => {
    const { code, out } = await cellular(["--help"]);
    expect(code).toBe(0);
    const listed = out.flatMap((line) => /^ {2}([a-z]+) /.exec(line)?.[1] ?? []);
    expect(listed).toEqual([...COMMANDS, "help"]);
    expect(out.filter((line) => /^ {2}[012] {2}/.test(line))).toHaveLength(3);
  });

  it.each(COMMANDS)("%s shows its arguments and an example that uses it", async (command) => {
    const { code, out, err } = await cellular([command, "--help"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out[0]).toMatch(new RegExp(`^Usage: cellular ${command} `));
    expect(out.filter((line) => new RegExp(`^ {2}\\$ .*cellular ${command}`).test(line))).not.toEqual([]);
  });

  it("prints the version of the package", async () => {
    const text = readFileSync(join(__dirname, "../../../package.json"), "utf8");
    const { version } = JSON.parse(text) as { version: string };
    expect(await cellular(["--version"])).toEqual({ code: 0, out: [version], err: "" });
  });

  it.each([
    [["nonsense"], "unknown command 'nonsense'"],
    [["check"], "missing required argument 'file'"],
    [["check", "a.csv", "--strictly"], "unknown option '--strictly'"],
    [["simulate", "--lines", "many"], "Expected a whole number from 0 to 1000000."],
    [["simulate", "--carrier", "acme"], "Allowed choices are kajeet"],
    [["simulate", "--lines", "5", "--inventory", "a.csv"], "cannot be used with"],
  ])("refuses %j with exit code 2", async (args, message) => {
    const { code, out, err } = await cellular(args);
    expect({ code, out }).toEqual({ code: 2, out: [""] });
    expect(err).toContain(message);
    expect(err).toContain("--help tells more");
  });
});
