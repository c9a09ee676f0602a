// Pages of resources, actions and functions, made of their declarations.
import { code, page, section, table } from "./markdown.mjs";
import { operationsOf } from "./operations.mjs";
import { fieldsOf, isSecret } from "./package.mjs";
import { carrierNote, membersOf } from "./source.mjs";

/** What programs write in place of what the engine gets, or beside it: the type that describes it. */
const PROGRAM = [
  { name: "Line", path: "provider/core/lines/line.ts", type: "LineExtras" },
  { name: "LineSet", path: "provider/core/lines/line-set.ts", type: "LineSetArgs", instead: "lines" },
  {
    name: "SmartSpotSettings",
    path: "provider/kajeet/smartspot-settings.ts",
    type: "SmartSpotSettingsArgs",
    instead: "devices",
  },
];
const MEMBERSHIP = {
  path: "provider/core/lines/membership-spec.ts",
  type: "MembershipArgs",
  instead: "lines",
};

/** The one type parameter that is of interest to readers. */
const ATTRIBUTES = "Attributes are the arguments of a [Line](Line.md#arguments) from `status` on.";

/** A carrier as programs name it: `control-center` is `controlCenter`. */
const inPrograms = ({ name }) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

const isAction = (spec) => "trigger" in spec.args.shape;

/** The arguments as programs write them. */
function argumentsOf(spec) {
  // What gives lines back what they had before is a membership; other resources merely name lines.
  const listed = "before" in spec.outputs ? MEMBERSHIP : undefined;
  const program = PROGRAM.find(({ name }) => name === spec.name) ?? listed;
  const fields = fieldsOf(spec.args).filter(({ name }) => name !== program?.instead);
  const known = program ? membersOf(program.path, program.type) : [];
  // The type is that of all carriers: waiting and numbers are arguments only where a carrier has them.
  const members = known.filter(({ name }) => name !== "deadlineSeconds" && name !== "mdn");
  const written = members.filter(({ name }) => name === program.instead || !(name in spec.args.shape));
  return [...fields, ...written.map(asField)];
}

function asField({ name, type, required, paragraphs }) {
  const generic = /\bL\b/.test(type);
  return {
    name,
    type: type.replace(/\bL\b/, "Attributes"),
    required,
    description: [...paragraphs, ...(generic ? [ATTRIBUTES] : [])].join(" "),
  };
}

/** A table of fields. Required ones come first, as a reader looks for them. */
function fieldTable(fields, replaces = []) {
  // What is inside of a field follows it, whether it must be there or not.
  const needed = new Set(fields.filter(({ required }) => required).map(({ name }) => name));
  const shown = fields.map(({ name, type, required, default: fallback, description, values, schema }) => ({
    first: needed.has(name.split(/[[.]/)[0]),
    row: {
      Argument: code(name),
      Type: code(type),
      Default: fallback === undefined ? "" : code(fallback),
      "What it is": [
        required ? "**Required.**" : "",
        description,
        values ? `One of ${values.map(code).join(", ")}.` : "",
        schema && isSecret(schema) ? "*Secret.*" : "",
        replaces.includes(name) ? "*Another value replaces the resource.*" : "",
      ]
        .filter(Boolean)
        .join(" "),
    },
  }));
  return table([...shown].sort((a, b) => Number(b.first) - Number(a.first)).map(({ row }) => row));
}

/** What happens at the carrier when it is no longer declared. */
function ending(spec) {
  if (isAction(spec)) return "Nothing: what was done stays done.";
  const { onDelete } = spec.args.shape;
  if (!onDelete)
    return "Nothing is changed at the carrier: the resource is forgotten and what it stands for stays as it is.";
  const [field] = fieldsOf(spec.args).filter(({ name }) => name === "onDelete");
  const said = field.description.slice(field.description.indexOf(": ") + 2);
  return `As ${code("onDelete")} says, ${code(field.default)} where it says nothing: ${said}`;
}

/** The page of one resource or action. */
export function declarationPage(carrier, spec) {
  const outputs = Object.entries(spec.outputs)
    .filter(([name]) => name !== "stateVersion")
    .map(([name, text]) => ({
      Output: code(name),
      "What it is": text,
    }));
  return page(
    `# ${spec.name}`,
    `${code(`cellular.${inPrograms(carrier)}.${spec.name}`)}, an ${isAction(spec) ? "action" : "resource"} of ${carrier.title}. Type ${code(`${carrier.name}:${spec.name}`)}.`.replace(
      "an resource",
      "a resource",
    ),
    spec.describe,
    section("Arguments", fieldTable(argumentsOf(spec), spec.replaces)),
    section("Outputs", "Besides its arguments:", table(outputs)),
    section("When it is no longer declared", ending(spec)),
    section("At the carrier", carrierNote(carrier.folder, spec.name), operationsOf(carrier, spec.name)),
  );
}

/** All functions of a carrier on one page. */
export function functionsPage(carrier, specs) {
  const parts = specs.flatMap((spec) => [
    `## ${spec.name}`,
    [spec.describe, spec.secret ? "*The answer is a secret.*" : ""].filter(Boolean).join(" "),
    fieldTable(fieldsOf(spec.args)),
    `Answer: ${spec.returns}`,
    carrierNote(carrier.folder, spec.name) ?? operationsOf(carrier, spec.name),
  ]);
  return page(
    `# Functions of ${carrier.title}`,
    `Read-only questions. In a program: ${code(`await cellular.${inPrograms(carrier)}.${specs[0].name}({ … })`)}; on the command line: ${code(`cellular call ${carrier.name}.${specs[0].name} '{ … }'`)}. A second argument names a connection other than the default one: ${code('{ connection: "north" }')}. They ask at each call, also in previews, and reject with an error of the tree.`,
    table(
      specs.map(({ name, describe }) => ({
        Function: `[${name}](#${name.toLowerCase()})`,
        "What it does": describe,
      })),
    ),
    parts,
  );
}

export { isAction };
