import { describe, expect, it } from "vitest";
import { activationArgs, activationProblems } from "../../../provider/kajeet/activation-args";

const A = "355510000000013";
const B = "355510000000021";
const ICCID = "8914800000000000118";
const OTHER = "8914800000000000126";
const EID = "89049032000000000000000000000143";

const reasons = (args: object) =>
  activationProblems(activationArgs.parse(args)).map(({ property, reason }) => `${property}: ${reason}`);

describe("arguments of an activation", () => {
  it("accepts each type as it should be", () => {
    const device = { imei: A, iccid: ICCID };
    expect(reasons({ type: "standard", carrier: "VERIZON", devices: [device] })).toEqual([]);
    expect(reasons({ type: "smartsim", devices: [device, { imei: B, iccid: OTHER }] })).toEqual([]);
    expect(reasons({ type: "esim", carrier: "VERIZON", devices: [{ imei: A, eid: EID }] })).toEqual([]);
  });

  it.each([
    [{ type: "standard", devices: [{ imei: A, iccid: ICCID }] }, /^carrier: type standard needs a carrier/],
    [{ type: "esim", devices: [{ imei: A, eid: EID }] }, /^carrier: type esim needs a carrier/],
    [
      { type: "standard", carrier: "X", devices: [{ imei: A }] },
      /^devices\[0\]: device 355510000000013: .* its iccid/,
    ],
    [{ type: "esim", carrier: "X", devices: [{ imei: A }] }, /^devices\[0\]: .* type esim needs its eid/],
    [
      { type: "smartsim", devices: [{ imei: A, iccid: ICCID, eid: EID }] },
      /eid does not belong to type smartsim/,
    ],
    [
      {
        type: "smartsim",
        devices: [
          { imei: A, iccid: ICCID },
          { imei: A, iccid: OTHER },
        ],
      },
      /imei 355510000000013 is declared twice/,
    ],
    [
      {
        type: "smartsim",
        devices: [
          { imei: A, iccid: ICCID },
          { imei: B, iccid: ICCID },
        ],
      },
      /iccid 8914800000000000118 is declared twice/,
    ],
    [
      {
        type: "standard",
        carrier: "X",
        devices: [
          { imei: A, iccid: ICCID },
          { imei: B, iccid: OTHER },
        ],
      },
      /activates one device, and there are 2/,
    ],
  ])("finds what does not fit together (%#)", (args, reason) => {
    expect(reasons(args)).toEqual([expect.stringMatching(reason)]);
  });

  it("does not depend on the order of the devices", () => {
    const devices = [
      { imei: B, iccid: OTHER },
      { imei: A, iccid: ICCID },
    ];
    const one = activationArgs.parse({ type: "smartsim", devices });
    const two = activationArgs.parse({ type: "smartsim", devices: [...devices].reverse() });
    expect(one).toEqual(two);
    expect(one.devices.map(({ imei }) => imei)).toEqual([A, B]);
  });

  it("says null for wishes that are left out, so that adding one is a change", () => {
    const { carrier, ratePlan, filterGroup, deviceGroup } = activationArgs.parse({
      type: "smartsim",
      devices: [{ imei: A, iccid: ICCID }],
    });
    expect([carrier, ratePlan, filterGroup, deviceGroup]).toEqual([null, null, null, null]);
  });
});
