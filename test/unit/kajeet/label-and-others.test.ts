import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import type { ZodObject } from "zod";
import { declarations, type ResourceSpec } from "../../../provider/core/resource";
import { isSecret } from "../../../provider/core/schema";
import { ActivationTransaction } from "../../../provider/kajeet/activation-transaction";
import { EsimProfile } from "../../../provider/kajeet/esim-profile";
import { Label } from "../../../provider/kajeet/label";
import { AS_DECLARED } from "../../../provider/kajeet/smartspot-plan";
import { SmartSpotSettings } from "../../../provider/kajeet/smartspot-settings";
import { WifiConfiguration } from "../../../provider/kajeet/wifi-configuration";

const sent: Record<string, Record<string, unknown>> = {};
const A = "355510000000013";
const B = "355510000000021";
const settled = (resource: pulumi.CustomResource) =>
  new Promise((resolve) => {
    pulumi.output(resource.urn).apply(resolve);
  });

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => {
      sent[name] = inputs;
      return { id: name, state: inputs };
    },
    call: () => ({}),
  }),
);

const classes = { Label, WifiConfiguration, SmartSpotSettings, EsimProfile, ActivationTransaction };

describe.each(Object.entries(classes))("%s", (name, type) => {
  const spec = declarations.get(`kajeet:${name}`) as unknown as ResourceSpec<object, ZodObject, object>;

  it("has the type by which policies know it", () => {
    expect(type.__pulumiType).toBe(`pulumi-nodejs:dynamic/kajeet:${name}`);
  });

  it("describes every argument and output, and replaces by arguments it has", () => {
    for (const [argument, field] of Object.entries(spec.args.shape)) {
      expect((field as { description?: string }).description, argument).toBeTruthy();
    }
    for (const [output, text] of Object.entries(spec.outputs)) expect(text, output).toMatch(/\.$/);
    expect(Object.keys(spec.args.shape)).toEqual(expect.arrayContaining([...(spec.replaces ?? [])]));
  });

  it("never has the name of an output twice", () => {
    const both = Object.keys(spec.outputs).filter((output) => output in spec.args.shape);
    expect(both).toEqual([]);
  });

  it("keeps its password, and nothing else, secret", () => {
    const secrets = Object.entries(spec.args.shape)
      .filter(([, field]) => isSecret(field as never))
      .map(([argument]) => argument);
    expect(secrets).toEqual(["WifiConfiguration", "SmartSpotSettings"].includes(name) ? ["password"] : []);
  });
});

describe("programs", () => {
  it("send a password as a secret", async () => {
    const mdn = "521-555-0101";
    const wifi = new WifiConfiguration("bus", { mdn, ssid: "Bus", password: "correct-horse-1" });
    await settled(wifi);
    expect(await pulumi.isSecret(wifi.password)).toBe(true);
    expect(await pulumi.isSecret(wifi.ssid)).toBe(false);
    expect(sent.bus).toMatchObject({ mdn, ssid: "Bus" });
  });

  it("name SmartSpots as a list, which is sent by IMEI", async () => {
    await settled(
      new SmartSpotSettings("buses", { imeis: [B, A], ssid: "Bus", password: "correct-horse-1" }),
    );
    expect(sent.buses).toMatchObject({ devices: { [A]: AS_DECLARED, [B]: AS_DECLARED }, ssid: "Bus" });
    expect(sent.buses).not.toHaveProperty("imeis");
    await settled(new SmartSpotSettings("later", { imeis: pulumi.output(["355510000000039"]), channel: 6 }));
    expect(sent.later).toMatchObject({ devices: { "355510000000039": AS_DECLARED } });
  });

  it("may not manage one setting of one device twice, and are told by whom it is managed", () => {
    new WifiConfiguration("first", { mdn: "5215550102", ssid: "A", password: "correct-horse-1" });
    const again = { mdn: "521-555-0102", ssid: "B", password: "correct-horse-1" };
    expect(() => new WifiConfiguration("second", again)).toThrow(
      /521-555-0102: wifi is managed twice: by WifiConfiguration first and by WifiConfiguration second/,
    );
    new SmartSpotSettings("names", { imeis: ["355510000000047"], ssid: "A" });
    expect(() => new SmartSpotSettings("channels", { imeis: ["355510000000047"], channel: 6 })).not.toThrow();
    expect(() => new SmartSpotSettings("more", { imeis: ["355510000000047"], ssid: "B" })).toThrow(
      /355510000000047: ssid is managed twice/,
    );
  });
});
