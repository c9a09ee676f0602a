// Pages of what is no declaration: the fleet, the configuration, the command line, and the index of it all.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isAction } from "./declarations.mjs";
import { code, page, section, table } from "./markdown.mjs";
import { connectionKeys, program, root } from "./package.mjs";
import { membersOf } from "./source.mjs";

/** Settings of a whole deployment. That each of them is read somewhere, and no other, is checked below. */
const SETTINGS = {
  approvals: [
    "`approvals.yaml`",
    "File with the approvals of what cannot be taken back, beside Pulumi.yaml.",
  ],
  irreversibleBudget: ["10", "How many irreversible changes one deployment may make."],
  receiverUrl: [
    "none",
    "Address of a callback receiver (`cellular receive`, see [its page](../receiver.md)), which is then asked for results before the carrier is. Goes with its token, a *secret*: `CELLULAR_RECEIVER_TOKEN` or `cellular:receiverToken`.",
  ],
  activationPollSeconds: [
    "2",
    "Seconds until an activation is looked at for the first time; later looks come ever less often, up to 30 seconds apart.",
  ],
  activationDeadlineSeconds: [
    "1800",
    "Seconds until a run stops waiting for an activation. The next one goes on waiting.",
  ],
};

function settingsRead() {
  const files = readdirSync(join(root, "provider"), { recursive: true, encoding: "utf8" });
  const texts = files
    .filter((each) => each.endsWith(".ts"))
    .map((each) => readFileSync(join(root, "provider", each), "utf8"));
  return new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/\b(?:setting|seconds|count)\([\w.]*config, "(\w+)"/g)].map(([, name]) => name),
    ),
  );
}

export function configurationPage(carriers) {
  const read = settingsRead();
  const differing = [
    ...Object.keys(SETTINGS).filter((name) => !read.has(name)),
    ...[...read].filter((name) => !(name in SETTINGS)),
  ];
  if (differing.length > 0)
    throw new Error(`described in build/reference/programs.mjs or read in provider/, not both: ${differing}`);
  return page(
    "# Configuration",
    "Everything can stand in the environment or in the stack's configuration; the environment wins. Set secrets with `pulumi config set --secret`.",
    carriers.map(({ title, connection }) => {
      const { carrier, fields, defaultUrl, needs } = connection;
      const row = (name, describe, more) => {
        const { variable, key } = connectionKeys(carrier, name);
        return {
          Variable: [variable, ...(fields[name]?.alias ?? [])].map(code).join(" or "),
          Configuration: code(key),
          "What it is": [describe, more].filter(Boolean).join(" "),
        };
      };
      const ways = needs.map((set) => set.map(code).join(" and ")).join(", or ");
      return section(
        title,
        table([
          row(
            "url",
            `Base address, ${code(defaultUrl)} where it is left out. It must be https, unless it is a loopback address.`,
          ),
          ...Object.entries(fields).map(([name, { describe, secret }]) =>
            row(name, describe, secret ? "*Secret.*" : ""),
          ),
        ]),
        `Needed: ${ways}.`,
        `Further accounts are named connections: a resource with ${code('connection: "north"')} reads ${code(connectionKeys("north", "url").variable)} or ${code(connectionKeys("north", "url").key)}, and so on for each field.`,
      );
    }),
    section(
      "Settings of a deployment",
      table(
        Object.entries(SETTINGS).map(([name, [fallback, text]]) => ({
          Variable: code(`CELLULAR_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`),
          Configuration: code(`cellular:${name}`),
          Default: fallback,
          "What it is": text,
        })),
      ),
    ),
    section(
      "Approvals",
      `What cannot be taken back (to ${code("remove")} a line, to ${code("cancel")} or ${code("swap")} an eSIM profile) needs an approval in the reviewed change:`,
      '```yaml\napprovals:\n  - action: remove\n    lines: ["304-228-6302"]\n    by: J. Rivera\n    reason: Bus 47 was sold\n    until: 2026-12-31\n```',
    ),
  );
}

export function fleetPage() {
  const options = [
    ...membersOf("provider/fleet/fleet.ts", "FleetArgs"),
    ...membersOf("provider/fleet/options.ts", "InventoryOptions"),
  ];
  const rows = options.map(({ name, required, type, paragraphs }) => ({
    Argument: code(name),
    Type: code(type),
    "What it is": [required ? "**Required.**" : "", paragraphs[0]].filter(Boolean).join(" "),
  }));
  const long = options.filter(({ paragraphs }) => paragraphs.length > 1);
  return page(
    "# Fleet",
    `${code("cellular.Fleet")}, a component. A fleet of lines from an inventory file: the whole file is checked before anything is registered, and everything that is wrong with it is said in one error, with file, row, column and value. ${code("cellular check")} does the same without a program.`,
    section("Arguments", table(rows)),
    long.map(({ name, paragraphs }) =>
      section(name.charAt(0).toUpperCase() + name.slice(1), paragraphs.slice(1)),
    ),
    section(
      "Outputs",
      table([
        { Output: code("count"), "What it is": "How many lines the inventory declares." },
        {
          Output: code("lines"),
          "What it is":
            "The MDN of each line by the identifier it is declared with; a line whose order is not done yet is absent.",
        },
      ]),
    ),
  );
}

export function commandPage() {
  const chunks = [];
  const silent = { out: (text) => chunks.push(text), err: () => {}, colors: {} };
  const root = program(silent);
  for (const command of [root, ...root.commands]) command.configureHelp({ helpWidth: 80 });
  const help = (command) => {
    chunks.length = 0;
    command.outputHelp();
    return ["```text", chunks.join("\n").trim(), "```"].join("\n");
  };
  return page(
    "# Command line",
    help(root),
    root.commands
      .filter(({ parent }) => parent)
      .map((command) => section(`cellular ${command.name()}`, help(command))),
  );
}

export function indexPage(carriers, specsOf, functionsOf) {
  return page(
    "# Reference",
    "Made from the declarations by `npm run docs`.",
    "- [Fleet](Fleet.md): an inventory file becomes resources\n- [Configuration](configuration.md): connections, settings, approvals\n- [Command line](command-line.md)\n- [Operations and their homes](../coverage.md)\n- [What each carrier can](../capabilities.md)",
    carriers.map((carrier) => {
      const list = (specs) =>
        table(
          specs.map(({ name, describe }) => ({
            Name: `[${name}](${carrier.name}/${name}.md)`,
            "What it is": describe,
          })),
        );
      const specs = specsOf(carrier);
      return [
        `## ${carrier.title}`,
        "### Resources",
        list(specs.filter((spec) => !isAction(spec))),
        "### Actions",
        list(specs.filter(isAction)),
        "### Functions",
        table(
          functionsOf(carrier).map(({ name, describe }) => ({
            Name: `[${name}](${carrier.name}/functions.md#${name.toLowerCase()})`,
            "What it does": describe,
          })),
        ),
      ];
    }),
  );
}
