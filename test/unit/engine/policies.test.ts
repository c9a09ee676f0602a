import { join } from "node:path";
import { expect } from "vitest";
import { FIXTURES } from "./harness";
import { onBothEngines } from "./on-both-engines";

const path = join(FIXTURES, "policies");
const thing = (name: string, args = {}): { name: string; args: { tags: string } } => ({
  name,
  args: { tags: "x", ...args },
});

onBothEngines({
  "a mandatory violation fails a preview, which shows the rest, and stops an update": async (story) => {
    story.declare([
      thing("a", { tags: null }),
      { ...thing("bad"), dependsOn: ["a"] },
      { ...thing("c", { colour: "red" }), dependsOn: ["bad"] },
    ]);
    const preview = await story.preview({
      policyPacks: [{ path, config: { "wants-tags": { tag: "school" } } }],
    });
    expect(preview.ok).toBe(false);
    expect(preview.summary).toEqual({ create: 4 });
    expect(
      preview.violations.map(({ policy, level, message }) => [policy, level, message.split("\n").at(-1)]),
    ).toEqual([["no-bad-keys", "mandatory", "the key is bad"]]);
    expect(preview.remediations.map(({ policy }) => policy)).toEqual(["paints"]);
    const planned = preview.toJson().steps?.find(({ urn }) => urn.endsWith("::c"));
    expect(planned?.newState?.inputs).toMatchObject({ colour: "blue" });

    const up = await story.up({ policyPacks: [{ path }], parallel: 1 });
    expect(up.ok).toBe(false);
    expect(story.thing("bad")).toBeUndefined();
  },

  "levels and values of the configuration hold, and a stack policy judges at the end": async (story) => {
    story.declare([{ name: "a" }, thing("bad"), thing("c", { colour: "red" }), thing("d")]);
    const config = {
      "no-bad-keys": "advisory",
      "wants-tags": { tag: "school" },
      "few-things": { limit: 3 },
    } as const;
    const gated = await story.up({ policyPacks: [{ path, config }], previewFirst: true });
    expect(gated.ok).toBe(false);
    expect(story.calls()).toEqual([]);

    const late = await story.up({ policyPacks: [{ path, config }] });
    expect(late.ok).toBe(false);
    expect(late.summary).toEqual({ create: 5 });
    expect(late.violations.map(({ policy, level }) => `${policy} ${level}`).sort()).toEqual([
      "few-things mandatory",
      "no-bad-keys advisory",
      "wants-tags advisory",
    ]);
    expect(late.violations.map(({ message }) => message).join()).toContain("no tags, not even school");
    expect(story.thing("c")?.colour).toBe("blue");
  },
});
