import { describe, expect, test } from "vitest";
import { Claims } from "../../../provider/core/claims";

describe("Claims", () => {
  test("an attribute has one owner, who may claim it again", () => {
    const claims = new Claims();
    claims.claim("LineSet a", "line 1", ["status", "note"]);
    claims.claim("LineSet a", "line 1", ["status"]);
    claims.claim("LineSet b", "line 1", ["nickname"]);
    claims.claim("LineSet b", "line 2", ["status"]);
    expect(() => claims.claim("LineSet b", "line 1", ["note"])).toThrow(
      "line 1: note is managed twice: by LineSet a and by LineSet b. Leave it to one of the two.",
    );
  });

  test("parts of an attribute have owners of their own, and clash with an owner of the whole", () => {
    const claims = new Claims();
    claims.claim("LabelAssignment a", "line 1", ["labels/Bus"]);
    claims.claim("LabelAssignment b", "line 1", ["labels/E-Rate"]);
    expect(() => claims.claim("LabelAssignment c", "line 1", ["labels/Bus"])).toThrow("LabelAssignment a");
    expect(() => claims.claim("LineSet d", "line 1", ["labels"])).toThrow("labels is managed twice");
    claims.claim("LineSet d", "line 2", ["labels"]);
    expect(() => claims.claim("LabelAssignment a", "line 2", ["labels/Bus"])).toThrow("LineSet d");
  });

  test("one claim that names an attribute twice is one claim", () => {
    expect(() => new Claims().claim("LineSet a", "line 1", ["note", "note"])).not.toThrow();
  });
});
