import { z } from "zod";
import { matchesAny, patterns } from "../patterns";
import { resourceName } from "../plan/resource";
import { defineRule } from "../rule";

const STRENGTHS = ["open", "wep", "wpa", "wpa2", "wpa3"] as const;
type Strength = (typeof STRENGTHS)[number];

/** What a device takes that reaches a strength; the carrier knows this one mode. */
const SETTABLE = { mode: "wpa2psk", strength: "wpa2" } as const;

const WIFI = ["kajeet:WifiConfiguration", "kajeet:SmartSpotSettings"];
const SWITCHES = ["enabled", "wifiEnabled"];

/** How the WLAN of a device is protected. */
export const wifiSecurityKept = defineRule({
  name: "wifi-security-kept",
  describe:
    "The WLAN of a device is protected no worse than before, nor worse than the least that is asked for.",
  why: "An open or badly protected WLAN lets anybody use the line, and its filter, in the name of a student. Hiding its name protects nothing: each device that looks for it tells it.",
  severity: "high",
  level: "mandatory",
  sees: "change",
  tags: ["security", "wifi"],
  framework: {
    name: "CIS Controls",
    version: "8",
    reference: "12.6",
    specification: "Networks are run with protocols that are secure, WPA2 or better where they are wireless.",
  },
  remediation: `Set authMode to ${SETTABLE.mode}, and leave the WLAN switched on. A device that shall lose it is named under except in the policy file.`,
  options: z.object({
    least: z
      .enum(STRENGTHS)
      .default("wpa2")
      .describe("Least protection, from the worst to the best: open, wep, wpa, wpa2, wpa3."),
    keepOn: z.boolean().default(true).describe("Objects to a WLAN that is switched off, too."),
    except: patterns
      .default([])
      .describe("Resources that are let through, by name; `*` stands for any characters."),
  }),
  *check({ resources }, { least, keepOn, except }) {
    for (const resource of resources) {
      const { type, wanted, state, urn, name } = resource;
      if (!WIFI.includes(type) || !wanted || matchesAny(except, name)) continue;
      const subject = resourceName(resource);
      const tell = (problem: string) => ({ subject, urn, message: `${subject}: ${problem}` });
      const mode = wanted.authMode;
      if (mode !== undefined) {
        const [now, had] = [strengthOf(mode), strengthOf(state?.authMode)];
        if (now === undefined) yield tell(`authMode "${mode}" is unknown; right is ${SETTABLE.mode}`);
        else if (isWeaker(now, least)) {
          yield tell(`authMode "${mode}" is weaker than ${least}, the least that is allowed`);
        } else if (had !== undefined && isWeaker(now, had)) {
          yield tell(
            `authMode would become "${mode}", which is weaker than "${state?.authMode}" as it is now`,
          );
        }
      }
      for (const one of SWITCHES) {
        if (keepOn && wanted[one] === false && state?.[one] === true) {
          yield tell(`its WLAN would be switched off: ${one} becomes false; right is true`);
        }
      }
    }
  },
  remedy({ type, wanted, name }, { least, except }) {
    if (!WIFI.includes(type) || wanted?.authMode === undefined || matchesAny(except, name)) return undefined;
    const now = strengthOf(wanted.authMode);
    const bad = now === undefined || isWeaker(now, least);
    return bad && !isWeaker(SETTABLE.strength, least) ? { ...wanted, authMode: SETTABLE.mode } : undefined;
  },
});

const isWeaker = (one: Strength, other: Strength): boolean =>
  STRENGTHS.indexOf(one) < STRENGTHS.indexOf(other);

/** The strength of a mode as carriers write it (`wpa2psk`); of a mixed one, that of the weaker. */
function strengthOf(mode: unknown): Strength | undefined {
  const found =
    String(mode)
      .toLowerCase()
      .match(/wpa[23]?|wep|open|none/g) ?? [];
  const strengths = found.map((one): Strength => (one === "none" ? "open" : (one as Strength)));
  return strengths.sort((a, b) => STRENGTHS.indexOf(a) - STRENGTHS.indexOf(b))[0];
}
