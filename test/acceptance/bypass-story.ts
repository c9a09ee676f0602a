import { expect } from "vitest";
import type { EngineName, OperationResult, StackExport } from "../engine";
import { ApprovalsFile, askedIn } from "../support/approvals";
import { errorsOf, openFleet } from "../support/stack";
import { type BypassWorld, type Irrevocable, program, type Said, type Site } from "./bypass-world";

/** What somebody writes into an exported state who wants lines gone. */
function forged(state: StackExport, sites: readonly Site[], engine: EngineName): StackExport {
  const edited = structuredClone(state);
  for (const resource of edited.deployment.resources ?? []) {
    const site = sites.find(({ carrier }) => resource.type.startsWith(`pulumi-nodejs:dynamic/${carrier}:`));
    if (!site) continue;
    for (const bag of [resource.inputs, resource.outputs])
      Object.assign(bag ?? {}, { onDelete: site.ends, deletionProtection: false });
    // The engine's own protection, which the command line is told to ignore; the bundled engine cannot be told.
    if (engine === "cli") resource.protect = true;
  }
  return edited;
}

/**
 * Everything by which somebody may go around gate and pack, told of one program with a set and a line at each carrier:
 * no pack at all, no preview, targets, a forged state, the engine's protection ignored. What stops it is the approval that
 * is not there. Then what is approved is done: once, for the lines approved, until its day, while it is the same change.
 */
export async function tellBypass(world: BypassWorld, engine: EngineName): Promise<void> {
  await world.reset();
  const { sites } = world;
  const file = new ApprovalsFile();
  const config = { ...world.others, ...file.config, "cellular:irreversibleBudget": "3" };
  // `--ignore-protect`, which the command line takes from its environment as well.
  const env = { PULUMI_OPTION_IGNORE_PROTECT: "true" };
  const fleet = await openFleet(world.kajeet, engine, { config, env });
  const { stack } = fleet;
  const declare = (said: Said) => fleet.declare(program(sites, said));
  const ofAll = (pick: (site: Site) => string[]) => sites.flatMap(pick).sort();
  const [stays, leaves, alone] = [
    ofAll((site) => [site.stays]),
    ofAll((site) => [site.leaves]),
    ofAll((site) => [site.alone]),
  ];
  const all = [...stays, ...leaves, ...alone].sort();
  const nothing = async () => expect(await world.irrevocable()).toEqual([]);
  /** The operation was refused for this reason, for these lines and no others, and nothing was sent. */
  const refused = async (result: OperationResult, why: string, lines: readonly string[]) => {
    expect(result.ok).toBe(false);
    const text = errorsOf(result).join("\n").replace(/\s+/g, " ");
    const told = [...text.matchAll(/([\w-]+): not (?:removed|deactivated|retired): ([^;]+);/g)];
    const names = new Set(told.filter(([, , reason]) => reason?.startsWith(why)).map(([, name]) => name!));
    expect(named([...names])).toEqual(lines);
    await nothing();
    return askedIn([text]).map((one) => ({ ...one, name: named([one.name])[0]! }));
  };
  // ThingSpace's lines are declared by their ICCIDs, and people name them by their numbers.
  const numbers = new Map<string, string>();
  const named = (names: readonly string[]) => names.map((name) => numbers.get(name) ?? name).sort();

  try {
    declare({ note: "n", whole: true });
    const made = await stack.up();
    expect(errorsOf(made)).toEqual([]);
    for (const [name, given] of Object.entries(
      await stack.outputs().then((outputs) => outputs.mdns?.value ?? {}),
    )) {
      const site = sites.find(({ carrier }) => carrier === "thingspace" && name.startsWith(carrier));
      if (!site) continue;
      if (typeof given === "string") numbers.set(given, site.alone);
      else for (const [sim, number] of Object.entries(given as object)) numbers.set(String(number), sim);
    }
    const honest = await stack.exportState();
    await refused(await stack.destroy({ continueOnError: true }), "it is protected", all);

    await stack.importState(forged(honest, sites, engine));
    const asked = await refused(await stack.destroy({ continueOnError: true }), "no approval names it", all);
    expect(asked.map(({ name }) => name).sort()).toEqual(all);

    const target = (honest.deployment.resources ?? []).flatMap(({ urn, type }) =>
      /:Line$/.test(type) ? [urn] : [],
    );
    expect(target).toHaveLength(3);
    declare({ note: "n", whole: false });
    await refused(await stack.up({ target, continueOnError: true }), "no approval names it", alone);

    // The lines that stay get what is new; those that leave were approved until yesterday.
    file.approve(asked, { until: new Date(Date.now() - 86_400_000).toISOString() });
    declare({ note: "m", whole: false, unprotected: true });
    await refused(await stack.up(), "its approval by A. Admin ended on", leaves);
    expect(await world.notes()).toEqual(["m", "m", "m"]);

    const approved = asked.filter(({ name }) => !stays.includes(name));
    file.approve(approved, { until: "2099-12-31" });
    const first = await stack.up();
    expect(first.ok).toBe(false);
    expect(linesOf(await world.irrevocable())).toEqual(leaves);
    expect(errorsOf(first).join("\n").replace(/\s+/g, " ")).toContain(
      "this deployment's budget of 3 irreversible changes is used up; its number would be lost for good. Run it again for the next ones, or raise cellular:irreversibleBudget",
    );
    declare({ note: "m", status: "parked", whole: false, unprotected: true });
    const second = await stack.up();
    expect(errorsOf(second)).toEqual([]);
    expect(linesOf(await world.irrevocable())).toEqual(alone);

    // What was approved of the others has changed since: they were in use then.
    file.approve(asked, { until: "2099-12-31" });
    await refused(
      await stack.destroy({ continueOnError: true }),
      "what A. Admin approved is another change than this one",
      stays,
    );
  } finally {
    file.remove();
    await fleet.close();
  }
}

/** The lines of these calls, each operation naming a line once. */
function linesOf(calls: readonly Irrevocable[]): string[] {
  const once = calls.flatMap(({ operation, lines }) => lines.map((line) => `${operation} ${line}`));
  expect(new Set(once).size).toBe(once.length);
  return [...new Set(calls.flatMap(({ lines }) => lines))].sort();
}
