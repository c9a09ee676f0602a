// The page of the rules by which plans are judged, made of the rules themselves.
import { createRequire } from "node:module";
import { join } from "node:path";
import { code, page, table } from "./markdown.mjs";
import { fieldsOf, root } from "./package.mjs";

const require = createRequire(import.meta.url);
const { rules } = require(join(root, "dist/policies/rules/index.js"));

const SEES = {
  wanted:
    "What a resource declares is enough: the pack also stops the update of that resource alone, with no plan before it.",
  change: "It compares with the state before, or looks at the whole plan.",
};

const FORM = `blast-radius:
  deployment: { percent: 10 }
  group: { lines: 50 }
allowed-rate-plans:
  plans: { kajeet: ["ERATE-*"] }
naming: disabled
group-loss:
  enforcementLevel: mandatory
  percent: 25`;

/** The default of an option; of one with options inside, these have their own. */
const fallbackOf = ({ default: fallback, required }) => {
  if (required) return "";
  return fallback === undefined || fallback === "{}" ? "" : code(fallback);
};

const optionsOf = ({ options }) =>
  table(
    fieldsOf(options).map((field) => ({
      Option: code(field.name),
      Type: code(field.type),
      Default: fallbackOf(field),
      "What it is": [
        field.required ? "**Required.**" : "",
        field.description,
        field.values ? `One of ${field.values.map(code).join(", ")}.` : "",
      ]
        .filter(Boolean)
        .join(" "),
    })),
  );

const frameworkText = ({ name, version, reference, specification }) =>
  `${[name, version].filter(Boolean).join(" ")} ${reference}: ${specification}`;

/** What the rule is, in a table of facts. */
const factsOf = (rule) =>
  table([
    { Of: "Severity", Is: rule.severity },
    { Of: "Level", Is: `${code(rule.level)} where the policy file says nothing` },
    { Of: "Sees", Is: SEES[rule.sees] },
    ...(rule.framework ? [{ Of: "Serves", Is: frameworkText(rule.framework) }] : []),
    {
      Of: "Remediation",
      Is: rule.remedy
        ? `With ${code("enforcementLevel: remediate")} the pack sets a safe value by itself.`
        : "By hand.",
    },
    { Of: "Tags", Is: rule.tags.map(code).join(", ") },
  ]);

const partOf = (rule) => {
  const options = optionsOf(rule);
  return [
    `## ${rule.name}`,
    rule.describe,
    `Why: ${rule.why}`,
    factsOf(rule),
    options === "" ? "It has no options." : options,
    `What to do: ${rule.remediation}`,
  ];
};

/** All rules on one page. */
export function rulesPage() {
  return page(
    "# Rules",
    "By these rules the gate judges a plan, and the policy pack a preview and an update. Each has a level: `mandatory` stops the deployment, `advisory` is only told, `disabled` is not looked at. A policy file in git gives levels and options by the name of the rule; `all` is the level of those to which it gives none. It is the engine's own form of a pack's configuration, so one file serves both.",
    `\`\`\`yaml\n${FORM}\n\`\`\``,
    "Rules of allowed plans, prices, names, windows and the like do nothing until their options are given. The others hold without a policy file.",
    table(
      rules.map((rule) => ({
        Rule: `[${rule.name}](#${rule.name})`,
        "What holds": rule.describe,
        Severity: rule.severity,
        Level: rule.level,
      })),
    ),
    rules.map(partOf),
  );
}
