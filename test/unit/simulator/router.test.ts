import { describe, expect, it } from "vitest";
import { Router } from "../../../simulator/core/router";

const router = new Router(
  ["/a/{id}", "/a/list", "/a/{name}/{id}", "/a/list/{name}", "/b/{x}/c", "/b/{y}/{id}"].map((path) => ({
    method: "GET",
    path,
  })),
  (name, value) => name !== "id" || /^\d+$/.test(value),
);
const match = (path: string) => {
  const found = router.match("GET", path);
  return found === undefined ? undefined : [found.operation.path, found.params];
};

describe("the router", () => {
  it("prefers a literal to a template, from left to right", () => {
    expect(match("/a/list")).toEqual(["/a/list", {}]);
    expect(match("/a/list/x")).toEqual(["/a/list/{name}", { name: "x" }]);
    expect(match("/b/1/c")).toEqual(["/b/{x}/c", { x: "1" }]);
  });

  it("goes by the shape of the values, and without a fitting one takes the first candidate", () => {
    expect(match("/a/x/12")).toEqual(["/a/{name}/{id}", { name: "x", id: "12" }]);
    expect(match("/a/x/y")).toEqual(["/a/{name}/{id}", { name: "x", id: "y" }]);
    expect(match("/a/y")).toEqual(["/a/{id}", { id: "y" }]);
  });

  it("finds nothing for another method, another length or another word", () => {
    expect(router.match("PUT", "/a/list")).toBeUndefined();
    expect(match("/a")).toBeUndefined();
    expect(match("/c/1")).toBeUndefined();
  });

  it("decodes values, and leaves what cannot be decoded as it is", () => {
    expect(match("/b/AT%26T/7")).toEqual(["/b/{y}/{id}", { y: "AT&T", id: "7" }]);
    expect(match("/b/100%/7")).toEqual(["/b/{y}/{id}", { y: "100%", id: "7" }]);
  });
});
