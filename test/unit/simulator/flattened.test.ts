import { describe, expect, it } from "vitest";
import { unflatten } from "../../../simulator/thingspace/http/flattened";

describe("a payload that was flattened into a query", () => {
  it("comes back as objects and lists, in the order of its numbers", () => {
    const query = {
      "stop[accountName]": "A",
      "stop[devices][0][deviceIds][10][id]": "3",
      "stop[devices][0][deviceIds][2][id]": "2",
      "stop[devices][0][deviceIds][2][kind]": "imei",
      "other[accountName]": "B",
      stop: "not a part",
    };
    expect(unflatten(query, "stop")).toEqual({
      accountName: "A",
      devices: [{ deviceIds: [{ id: "2", kind: "imei" }, { id: "3" }] }],
    });
  });

  it("is nothing when no name begins with its root", () => {
    expect(unflatten({ accountName: "A" }, "stop")).toBeUndefined();
  });
});
