// What changes cost to undo, carrier by carrier: the tables that the gate, the policy pack and the guard read.
import { isAction } from "./declarations.mjs";
import { code, page, section, table } from "./markdown.mjs";

const CLASSES = {
  cosmetic: "names, notes, labels: nobody is cut off and nothing is billed otherwise",
  cost: "what is billed, or how much",
  connectivity: "whether a line connects, and what it reaches",
  identity: "which SIM, device or account is behind a line",
  destructive: "something is lost for good: a number, a SIM, a profile",
};

const UNDONE = { call: "by a call", delay: "with delay or fee", never: "**not at all**" };

const RINGS = [
  {
    "How it is undone": "by a call",
    Gate: "counted by class; the limits of the blast radius hold",
    "Policy pack": "the same rules, the same verdict",
    Guard: "lets it go",
  },
  {
    "How it is undone": "with delay or fee: not at once, not for nothing, or not wholly",
    Gate: "the same, with more weight",
    "Policy pack": "the same rules, the same verdict",
    Guard: "lets it go",
  },
  {
    "How it is undone": "not at all",
    Gate: "refused while the line is protected, and without an approval of this very change that names it; weighs most",
    "Policy pack": "the same rules, the same verdict",
    Guard:
      "the same, line by line and just before the call: it holds without a preview, without a pack, for targets, and for a state that somebody has edited",
  },
];

/** Nothing is sent, and nothing is otherwise than before. */
const isNothing = ({ class: kind, operations }) => kind === "cosmetic" && operations.length === 0;

/** One impact in the columns of every table. */
const cells = (impact) => ({
  "What changes": isNothing(impact) ? "nothing" : impact.class,
  Undone: isNothing(impact) ? "" : UNDONE[impact.undo],
  Why: impact.undo === "never" ? `${impact.loss} (action ${code(impact.action)})` : (impact.why ?? ""),
  Calls: impact.operations.map(code).join(", "),
});

/** Rows by name, those with the same impact in one. */
function rowsOf(title, impacts) {
  const same = new Map();
  for (const [name, impact] of impacts) {
    const shown = cells(impact);
    const key = JSON.stringify(shown);
    if (!same.has(key)) same.set(key, { names: [], shown });
    same.get(key).names.push(name);
  }
  return table([...same.values()].map(({ names, shown }) => ({ [title]: names.join(", "), ...shown })));
}

/** An attribute, and each of its values that is better or worse than the others. */
const attributesOf = ({ attributes }) =>
  Object.entries(attributes).flatMap(([name, { values = {}, ...impact }]) => [
    [code(name), impact],
    ...Object.entries(values).map(([value, one]) => [`${code(name)} becomes ${code(value)}`, one]),
  ]);

const endingsOf = ({ order, endings }) => [
  ...(order ? [["a line that the carrier does not have is ordered or brought in", order]] : []),
  ...Object.entries(endings).map(([name, impact]) => [`${code(`onDelete: ${name}`)}`, impact]),
];

/** A resource or action, what may happen with it, and its end. */
function resourcesOf(resources, actions) {
  return Object.entries(resources).flatMap(([name, { create, arguments: named = {}, remove }]) => {
    const ends = Array.isArray(remove.operations)
      ? [["no longer declared", remove]]
      : Object.entries(remove).map(([end, impact]) => [code(`onDelete: ${end}`), impact]);
    const parts = [
      [actions.has(name) ? "done" : "made or changed", create],
      ...Object.entries(named).map(([one, impact]) => [`another ${code(one)}`, impact]),
      ...ends.filter(([, { operations }]) => operations.length > 0),
    ];
    return parts.map(([what, impact]) => [`${name}: ${what}`, impact]);
  });
}

const statusesOf = ({ transitions }) =>
  table(
    Object.entries(transitions).map(([from, to]) => ({
      From: code(from),
      To:
        to
          .filter((one) => one !== from)
          .map(code)
          .join(", ") || "nowhere",
    })),
  );

const part = (title, text) => (text ? [`### ${title}`, text] : []);

/** docs/impacts.md. */
export function impactsPage(carriers, specsOf) {
  return page(
    "# What changes cost to undo",
    "Every change that the provider can make has a class, which says what it touches, and a way in which it is undone. The gate (`cellular gate`), the policy pack and the guard in the provider read both from these tables, so that they cannot disagree. A test compares the tables with the declarations and with the carriers' API references: every call that changes something stands in a row.",
    table(Object.entries(CLASSES).map(([name, text]) => ({ Class: name, "What it touches": text }))),
    table(RINGS),
    `An approval names the line and the code of its change, ten letters such as ${code("kfbqm-tdcrv")}, which the gate prints and every refusal repeats. It is another code as soon as the change is another one: another wish, another SIM or device, another status before. It ends on its day. How to write one is told under [Approvals](reference/configuration.md#approvals).`,
    carriers.map((carrier) => {
      const { lines, resources } = carrier.impacts;
      const actions = new Set(
        specsOf(carrier)
          .filter(isAction)
          .map(({ name }) => name),
      );
      return section(
        carrier.title,
        part("Lines: attributes", rowsOf("Attribute", attributesOf(lines))),
        part("Lines: order and end", rowsOf("What happens", endingsOf(lines))),
        part("Lines: which status may follow which", statusesOf(lines)),
        part("Other resources and actions", rowsOf("What happens", resourcesOf(resources, actions))),
      );
    }),
  );
}
