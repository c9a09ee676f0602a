// The carrier's operations: who may call them, and where they are at home.
import { code, page, section, table } from "./markdown.mjs";

const KINDS = ["resource", "action", "function", "login"];

/** Who may call, in words; nothing where the carrier has no such rule. */
function callers(scopes) {
  if (scopes === undefined) return "";
  if ("anyOf" in scopes) return scopes.anyOf.map(code).join(", ");
  return "not" in scopes ? `all but ${scopes.not.map(code).join(", ")}` : "any API user";
}

/** How the carrier answers, where it may be later; devices of one call, where it limits them. */
function answers({ asynchronous, services = [], devicesPerCall }) {
  const told = services.length > 0 ? `by callback: ${services.map(code).join(", ")}` : "by callback";
  return {
    Answer: asynchronous === undefined ? "" : asynchronous ? told : "at once",
    "Lines a call": devicesPerCall?.toLocaleString("en-US"),
  };
}

/** The operations of one home, as a table. */
export function operationsOf(carrier, name) {
  const rows = Object.entries(carrier.operations).filter(([, { home }]) => home.name === name);
  return table(
    rows.map(([id, facts]) => ({
      Operation: id,
      Call: code(`${facts.method} ${facts.path}`),
      "Who may call": callers(facts.scopes),
      ...answers(facts),
    })),
  );
}

/** Where the page of a home is, seen from docs/. */
function link(carrier, home) {
  const { kind, name } = home;
  const role = home.role ? ` ${home.role}` : "";
  if (kind === "function") return `[${name}](reference/${carrier.name}/functions.md#${name.toLowerCase()})`;
  if (kind === "login") return "[connection](reference/configuration.md)";
  return `[${name}](reference/${carrier.name}/${name}.md)${role}`;
}

const EFFECTS = { "read-only": "reads", "changes-data": "changes", destructive: "interrupts or ends" };

/** docs/coverage.md: every operation of every carrier, and its one home. */
export function coverage(carriers) {
  const parts = carriers.map((carrier) => {
    const all = Object.entries(carrier.operations);
    const counts = KINDS.map((kind) => {
      const count = all.filter(([, { home }]) => home.kind === kind).length;
      return `${count} in ${kind === "login" ? "the login" : `${kind}s`}`;
    });
    return section(
      carrier.title,
      `${all.length} operations, at home ${counts.join(", ")}. ${carrier.numbering} C, R, U and D say in which part of a resource's life a call is made; a word in brackets says for which of its arguments or lines.`,
      table(
        all.map(([id, facts]) => ({
          Id: facts.id,
          Call: code(`${facts.method} ${facts.path}`),
          Operation: id,
          Home: link(carrier, facts.home),
          Effect: EFFECTS[facts.safety],
          "Who may call": callers(facts.scopes),
          ...answers(facts),
        })),
      ),
    );
  });
  return page(
    "# Operations and their homes",
    "Every operation of a carrier's API has exactly one home: the resource, action or function that stands for it. Resources also borrow calls from other homes; a test compares this table with the API's description, the client, the simulator and the source of each home.",
    parts,
  );
}
