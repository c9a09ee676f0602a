import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loaderText, UNKNOWN } from "../../provider/core/wire";
import type { PolicyPackOption } from "../engine";
import { Policies } from "../engine/policies";
import { newState, type ResourceState } from "../engine/resource-state";
import type { Properties } from "../engine/values";
import { BUS, OFFICE } from "../support/numbers";

/** What the SDK's own policy server makes of single questions; what becomes of them is in `pack.test.ts`. */

const path = join(__dirname, "../../policies");
const ROOT = "urn:pulumi:dev::fleet::pulumi:pulumi:Stack::fleet-dev";
/** Each server is a process, and the machine may be busy with other tests. */
const PATIENCE = { timeout: 120_000 };
const GOES = { onDelete: "remove", deletionProtection: false };

const directory = mkdtempSync(join(tmpdir(), "pack-server-"));
const stateFile = (name: string, content: unknown) => {
  const file = join(directory, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
};
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function resource(type: string, name: string, properties: Properties): ResourceState {
  const token = `pulumi-nodejs:dynamic/${type}`;
  const given = { ...properties, __provider: loaderText(type) };
  const urn = `urn:pulumi:dev::fleet::${token}::${name}`;
  return newState({ urn, type: token, custom: true, inputs: given, outputs: given });
}

const lineSet = (properties: Properties) => resource("kajeet:LineSet", "fleet", properties);

interface Asked {
  readonly config?: NonNullable<PolicyPackOption["config"]>;
  readonly state?: string;
  readonly dryRun?: boolean;
}

/** A server, for the questions of one test. There is no `pulumi` where it looks for one. */
async function asking<T>(
  { config, state, dryRun = true }: Asked,
  questions: (policies: Policies) => Promise<T>,
): Promise<T> {
  const policies = new Policies(
    [{ path, ...(config ? { config } : {}) }],
    {
      project: "fleet",
      stack: "dev",
      dryRun,
      address: "127.0.0.1:1",
      config: {},
      env: { PATH: "", PWD: directory, ...(state === undefined ? {} : { CELLULAR_STATE: state }) },
    },
    () => undefined,
  );
  try {
    await policies.ready();
    return await questions(policies);
  } finally {
    policies.kill();
  }
}

const stack = (policies: Policies, ...resources: ResourceState[]) =>
  policies.analyzeStack(resources, () => undefined, ROOT);

describe("what cannot be judged", () => {
  let empty: string;
  beforeAll(() => {
    empty = stateFile("empty.json", { version: 3, deployment: {} });
  });

  test(
    "a missing state is told once, and not in the update, where everything has been done",
    PATIENCE,
    async () => {
      await asking({}, async (policies) => {
        expect(await stack(policies, lineSet({ lines: { [BUS]: "status=active" } }))).toBe(true);
        expect(policies.violations).toMatchObject([{ policy: "judgeable", level: "mandatory", urn: ROOT }]);
        const [{ message } = { message: "" }] = policies.violations;
        expect(message).toContain("the state of organization/fleet/dev could not be exported");
        expect(message).toContain("there is no `pulumi` on PATH. Set CELLULAR_STATE to a file");
      });
      await asking({ dryRun: false }, async (policies) => {
        expect(await stack(policies, lineSet({ lines: { [BUS]: "status=active" } }))).toBe(false);
        expect(policies.violations).toEqual([]);
      });
    },
  );

  test("a missing state does not pass where the rule that tells it is switched off", PATIENCE, async () => {
    await asking({ config: { judgeable: "disabled" } }, async (policies) => {
      await expect(stack(policies, lineSet({ lines: {} }))).rejects.toThrow("could not be exported");
    });
  });

  test("what is known later is a violation and no advice, with its name", PATIENCE, async () => {
    await asking({ state: empty }, async (policies) => {
      const set = lineSet({ lines: { [OFFICE]: UNKNOWN, [BUS]: "status=active" } });
      const single = resource("kajeet:Line", "one", { mdn: BUS, deletionProtection: UNKNOWN });
      expect(await policies.analyze(set, undefined, undefined)).toBe(false);
      expect(await stack(policies, set, single)).toBe(true);
      expect(
        policies.violations.map(({ policy, level, urn, message }) => [policy, level, urn, message]),
      ).toEqual([
        [
          "judgeable",
          "mandatory",
          set.urn,
          expect.stringContaining("fleet: lines is known only after the deployment"),
        ],
        [
          "judgeable",
          "mandatory",
          single.urn,
          expect.stringContaining("one: deletionProtection is known only after the deployment"),
        ],
      ]);
    });
  });
});

test("wrong options are told, all of them", PATIENCE, async () => {
  const config = { naming: { patterns: { kajeet: { nickname: "(" } }, required: "yes", colour: "red" } };
  await asking({ config }, async (policies) => {
    const asked = policies.analyze(lineSet({ lines: {} }), undefined, undefined);
    await expect(asked).rejects.toThrow(
      /naming\.patterns\.kajeet\.nickname: is no regular expression; naming\.required: must be true or false; naming: has no "colour"/,
    );
  });
});

test("a safe value is set only where that was asked for, and nothing else is touched", PATIENCE, async () => {
  const set = lineSet({ ...GOES, lines: { [BUS]: "status=active" }, account: UNKNOWN });
  const readable = lineSet({ ...GOES, lines: { [BUS]: "status=active" } });
  await asking({ config: { "protection-kept": "remediate" } }, async (policies) => {
    expect(await policies.remediate(readable, undefined, undefined)).toEqual({
      ...readable.inputs,
      deletionProtection: true,
      onDelete: "retain",
    });
    // What cannot be read is left as it is: it is told, and not guessed.
    expect(await policies.remediate(set, undefined, undefined)).toEqual(set.inputs);
  });
  // A rule that judges the whole stack puts one resource right, too.
  const limits = { enforcementLevel: "remediate" as const, groups: ["*"], limit: 2048 };
  await asking({ config: { "data-limits-present": limits } }, async (policies) => {
    expect(await policies.remediate(readable, undefined, undefined)).toEqual({
      ...readable.inputs,
      lines: { [BUS]: "status=active; monthlyLimit=2048" },
    });
  });
  await asking({ config: { "protection-kept": "mandatory" } }, async (policies) => {
    expect(await policies.remediate(readable, undefined, undefined)).toEqual(readable.inputs);
    expect(await policies.analyze(readable, undefined, undefined)).toBe(true);
    expect(policies.violations).toMatchObject([
      { policy: "protection-kept", level: "mandatory", urn: readable.urn },
    ]);
  });
});
