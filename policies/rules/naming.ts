import { z } from "zod";
import { shown } from "../../provider/core/issue-text";
import { attributeNamed } from "../../provider/core/lines/attribute";
import { unknownName } from "../../provider/core/nearest";
import { declarations } from "../../provider/index";
import { byCarrier, CARRIERS } from "../carriers";
import { exceptOption, isExcept } from "../exceptions";
import { urnOf } from "../plan/fleet";
import { defineRule } from "../rule";

const expression = z.string().refine(isExpression, "is no regular expression");

const rulesOf = byCarrier(z.record(z.string(), expression))
  .superRefine((given, issues) => {
    for (const carrier of CARRIERS) {
      const attributes = declarations.get(`${carrier}:LineSet`)!.lines!.attributes;
      for (const name of Object.keys(given[carrier] ?? {})) {
        if (attributeNamed(attributes, name)) continue;
        const names = attributes.map((one) => one.name);
        issues.addIssue({
          code: "custom",
          path: [carrier, name],
          message: unknownName("attribute", name, names),
        });
      }
    }
  })
  .default({});

/** How names and fields of lines are written. */
export const naming = defineRule({
  name: "naming",
  describe: "Names and custom fields of lines are written as somebody has laid down.",
  why: "Inventories, asset tags and bills are matched by these texts; one that is written otherwise is not found.",
  severity: "low",
  level: "mandatory",
  sees: "wanted",
  tags: ["inventory", "naming"],
  framework: {
    name: "CIS Controls",
    version: "8",
    reference: "1.1",
    specification: "An inventory names each device, its owner and its department, and is kept accurate.",
  },
  remediation:
    "Write the value as its regular expression asks for, or correct the expression in the policy file.",
  options: z.object({
    patterns: rulesOf.describe(
      "A regular expression for each attribute, by carrier: { kajeet: { nickname: 'Bus #[0-9]+' } }. The whole value must fit.",
    ),
    required: z
      .boolean()
      .default(false)
      .describe("Lines without a value are told, too; else only values that do not fit."),
    except: exceptOption,
  }),
  *check({ after }, { patterns, required, except }) {
    const fits = Object.entries(patterns).flatMap(([carrier, texts]) =>
      Object.entries(texts ?? {}).map(([attribute, text]) => ({
        carrier,
        attribute,
        text,
        pattern: new RegExp(`^(?:${text})$`, "u"),
      })),
    );
    for (const line of after.lines) {
      for (const { carrier, attribute, text, pattern } of fits) {
        if (carrier !== line.carrier) continue;
        const value = line.values[attribute] ?? null;
        const missing = value === null;
        if (missing ? !required || !line.held : [value].flat().every((one) => pattern.test(String(one))))
          continue;
        if (isExcept(except, line)) continue;
        const has = missing ? "is missing" : `${shown(value)} does not fit`;
        const urn = urnOf(line, attribute);
        yield {
          subject: line.name,
          urn,
          message: `${line.name}: ${attribute} ${has}${missing ? "; it must fit" : ""} /${text}/`,
        };
      }
    }
  },
});

function isExpression(text: string): boolean {
  try {
    return new RegExp(text, "u") !== undefined;
  } catch {
    return false;
  }
}
