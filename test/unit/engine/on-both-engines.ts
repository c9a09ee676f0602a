/** Runs stories on the bundled engine, and on the real command line where it is installed, and compares the two. */
import { describe, expect, test } from "vitest";
import { engineOnPath } from "../../engine";
import { Story } from "./harness";

export type StoryTeller = (story: Story) => Promise<void>;

/** Generous: the machine may be busy with other tests, and each operation starts three processes. */
const PATIENCE = 300_000;

/** The stories must hold on each engine, and leave the same transcript. */
export function onBothEngines(stories: Record<string, StoryTeller>): void {
  const transcripts = new Map<string, unknown>();

  const tell = async (engine: "bundled" | "cli", teller: StoryTeller): Promise<unknown> => {
    const story = await Story.open(engine);
    try {
      await teller(story);
      return story.transcript;
    } finally {
      await story.close();
    }
  };

  describe("on the bundled engine", () => {
    for (const [name, teller] of Object.entries(stories)) {
      test(name, { timeout: PATIENCE }, async () => {
        transcripts.set(name, await tell("bundled", teller));
      });
    }
  });

  const version = engineOnPath();
  const where = version ?? "not on PATH, so this half is skipped";
  describe.skipIf(version === undefined)(`on the real command line (pulumi ${where})`, () => {
    for (const [name, teller] of Object.entries(stories)) {
      test(`${name}, with the same steps and states`, { timeout: PATIENCE }, async () => {
        const transcript = await tell("cli", teller);
        expect(transcripts.get(name)).toEqual(transcript);
      });
    }
  });
}
