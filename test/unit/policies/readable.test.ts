import { describe, expect, test } from "vitest";
import { readingProblem } from "../../../policies/plan/readable";
import { UNKNOWN } from "../../../provider/core/wire";
import { resource } from "../../support/plans";

const SECRET = "[secret]";
const STORED = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "x" };
const reason = (type: string, sides: Parameters<typeof resource>[2]) =>
  readingProblem(resource(type, "it", sides))?.reason;

describe("a resource that holds lines", () => {
  const of = (sides: Parameters<typeof resource>[2]) => reason("kajeet:LineSet", sides);

  test("is read where its values are plain, also where there is none", () => {
    expect(of({ wanted: { lines: {}, corp: null, deletionProtection: true } })).toBeUndefined();
  });

  test("is not where any of them is hidden, on either side", () => {
    const hidden = resource("kajeet:LineSet", "fleet", { wanted: { onDelete: SECRET } });
    expect(readingProblem(hidden)).toEqual({
      urn: hidden.urn,
      name: "fleet",
      reason: "onDelete is a secret, so it cannot be judged",
    });
    expect(of({ wanted: { corp: STORED } })).toBe("corp is a secret, so it cannot be judged");
    expect(of({ state: { corp: STORED } })).toBe("corp in state is a secret, so it cannot be judged");
    expect(of({ wanted: { corp: UNKNOWN } })).toBe(
      "corp is known only after the deployment, so it cannot be judged",
    );
    expect(of({ wanted: { password: SECRET } })).toMatch(/^password is a secret/);
  });

  test("depends on the lines that state has, and on nothing else that is the engine's", () => {
    expect(of({ state: { __observed: STORED } })).toMatch(/^__observed in state is a secret/);
    expect(of({ state: { __provider: STORED, __drift__: STORED } })).toBeUndefined();
    expect(of({ wanted: { odd__: SECRET } })).toMatch(/^odd__ is a secret/);
  });

  test("that stays the same is not looked at", () => {
    const sides = { state: { corp: STORED }, wanted: { corp: SECRET } };
    expect(of({ ...sides, step: "same" })).toBeUndefined();
    expect(of(sides)).toMatch(/^corp in state/);
  });
});

test("a resource without lines may keep its password and the name that goes with it, and nothing else", () => {
  const wifi = (wanted: Record<string, unknown>) => reason("kajeet:WifiConfiguration", { wanted });
  expect(wifi({ password: SECRET, username: SECRET })).toBeUndefined();
  expect(wifi({ authMode: SECRET })).toBe("authMode is a secret, so it cannot be judged");
});
