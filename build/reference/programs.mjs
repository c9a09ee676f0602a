// Pages of what is no declaration: the fleet, the configuration, the command line, and the index of it all.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isAction } from "./declarations.mjs";
import { code, page, section, table } from "./markdown.mjs";
import { connectionKeys, program, root } from "./package.mjs";
import { membersOf } from "./source.mjs";

/** Settings of a whole deployment by their heading. That each of them is read somewhere, and no other, is checked below. */
const SETTINGS = {
  Safety: {
    approvals: [
      "`approvals.yaml`",
      "File with the approvals of what cannot be taken back, beside Pulumi.yaml.",
    ],
    irreversibleBudget: ["10", "How many irreversible changes one deployment may make."],
    ledger: [
      "`.cellular/ledger.jsonl`",
      "File in which work that a carrier does later is noted before it is sent, so that nothing is sent twice after a run that was lost. Keep it from one run to the next, and out of git; `none` keeps no file.",
    ],
  },
  "Waiting for Kajeet Sentinel": {
    activationPollSeconds: [
      "2",
      "Seconds until an activation is looked at for the first time; later looks come ever less often, up to 30 seconds apart.",
    ],
    activationDeadlineSeconds: [
      "1800",
      "Seconds until a run stops waiting for an activation. The next one goes on waiting.",
    ],
  },
  "Waiting for Verizon ThingSpace": {
    thingspacePollSeconds: [
      "5; 1 with a receiver",
      "Seconds until a request is looked at for the first time; later looks come ever less often, up to a minute apart.",
    ],
    thingspaceDeadlineSeconds: [
      "1800",
      "Seconds until a run stops waiting for a request, where the resource has no `deadlineSeconds`. The next one goes on waiting.",
    ],
    thingspaceLongPollSeconds: ["20", "Seconds for which one question to the receiver waits for an answer."],
    thingspaceReadBackSeconds: [
      "120",
      "Seconds between reads of the lines while callbacks are waited for. They find what was done where a callback was lost.",
    ],
    thingspaceDailyActions: [
      "5",
      "Provisioning actions (activate, suspend, restore, deactivate) that the contract allows for a line and day. What goes beyond is not sent, and the plan says so.",
    ],
  },
  "Pace of Cisco IoT Control Center": {
    controlCenterCallsPerSecond: [
      "5",
      "Calls a second, one at a time, for all resources of a connection together. More only where the operator allows more, or for a rehearsal against the simulator.",
    ],
  },
  "Callback receiver": {
    receiverUrl: [
      "none",
      "Address of a callback receiver (`cellular receive`, see [its page](../receiver.md)), which is then asked for results before the carrier is.",
    ],
    receiverPublicUrl: [
      "`receiverUrl`",
      "Address at which carriers reach the receiver, for a `Callback` with `receiver: true`.",
    ],
    receiverUsername: [
      "none",
      "User name of that registration, at most 40 characters; not one of the carrier's.",
    ],
    receiverPassword: ["none", "Password of that registration, at most 40 characters. *Secret.*"],
  },
};
const SETTING_NAMES = Object.values(SETTINGS).flatMap((some) => Object.keys(some));

/** Where the token of the receiver is: a connection of its own, since it is a secret that goes with an address. */
const TOKEN = {
  Variable: "`CELLULAR_RECEIVER_TOKEN`",
  Configuration: "`cellular:receiverToken`",
  Default: "none",
  "What it is": "Bearer token of the receiver; needed with `receiverUrl`. *Secret.*",
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
    ...SETTING_NAMES.filter((name) => !read.has(name)),
    ...[...read].filter((name) => !SETTING_NAMES.includes(name)),
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
      const wanted = defaultUrl === undefined ? needs.map((set) => ["url", ...set]) : needs;
      const ways = wanted.map((set) => set.map(code).join(" and ")).join(", or ");
      return section(
        title,
        table([
          row(
            "url",
            `Base address, ${defaultUrl === undefined ? "which differs from operator to operator" : `${code(defaultUrl)} where it is left out`}. It must be https, unless it is a loopback address.`,
          ),
          ...Object.entries(fields).map(([name, { describe, secret }]) =>
            row(name, describe, secret ? "*Secret.*" : ""),
          ),
        ]),
        `Needed: ${ways}.`,
        `Further accounts are named connections: a resource with ${code('connection: "north"')} reads ${code(connectionKeys("north", "url").variable)} or ${code(connectionKeys("north", "url").key)}, and so on for each field.`,
      );
    }),
    Object.entries(SETTINGS).map(([title, settings]) => {
      const rows = Object.entries(settings).map(([name, [fallback, text]]) => ({
        Variable: code(`CELLULAR_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`),
        Configuration: code(`cellular:${name}`),
        Default: fallback,
        "What it is": text,
      }));
      return section(title, table("receiverUrl" in settings ? [rows[0], TOKEN, ...rows.slice(1)] : rows));
    }),
    section(
      "Approvals",
      `What cannot be taken back (to ${code("remove")}, ${code("deactivate")}, ${code("retire")} or ${code("purge")} a line, to ${code("cancel")}, ${code("swap")} or ${code("delete")} an eSIM profile, to ${code("swap")} a device) needs an approval in the reviewed change:`,
      "```yaml\napprovals:\n  - action: remove\n    lines:\n      304-228-6302: kfbqm-tdcrv\n    by: J. Rivera\n    reason: Bus 47 was sold\n    until: 2026-12-31\n```",
      "Each line is named by one of its identifiers (of an eSIM, the profile's id will do), with the code of its change. Gate and policy pack print both before anything is sent, and the refusal repeats them. The code is that of one change: with another wish, another SIM or device, or another status before, it is another code, and the approval does not hold. It holds until the change is done, over runs that failed or were lost, and until the end of its last day (UTC) or its exact time. Take it out of the file when it is done.",
      "What is thus asked for at each carrier: [what changes cost to undo](../impacts.md).",
    ),
  );
}

export function fleetPage() {
  const options = [
    ...membersOf("provider/fleet/fleet.ts", "FleetArgs"),
    ...membersOf("provider/fleet/home.ts", "HomeArgs"),
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
    "- [Fleet](Fleet.md): an inventory file becomes resources\n- [Configuration](configuration.md): connections, settings, approvals\n- [Command line](command-line.md)\n- [Operations and their homes](../coverage.md)\n- [What each carrier can](../capabilities.md)\n- [What changes cost to undo](../impacts.md)",
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
        specs.some(isAction) ? ["### Actions", list(specs.filter(isAction))] : [],
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
