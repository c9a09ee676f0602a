import { Misconfigured } from "../../provider/core/errors";
import { isEvent, previewOfEvents } from "./event-stream";
import { type Preview, readPreview } from "./preview";

const HOW = "Make it with `pulumi preview --json --show-sames`, and look at what that command said.";

/**
 * Reads a plan from what the engine printed: `pulumi preview --json`, `pulumi destroy --preview-only --json`, or the
 * events of either, one a line. Which of them it is shows in the text. Throws `Misconfigured` for anything else.
 */
export function readPlanText(text: string, source: string): Preview {
  // Shells of Windows put a mark before what they write to a file.
  const content = text.replace(/^\uFEFF/, "").trim();
  if (content === "") throw new Misconfigured(`${source}: it is empty`, { next: HOW });
  const whole = parsed(content);
  if (whole !== undefined) return readPreview(isEvent(whole) ? previewOfEvents([whole]) : whole);
  const lines = content.split("\n").filter((line) => line.trim() !== "");
  const events = lines.map((line, at) => {
    const one = parsed(line);
    if (isEvent(one)) return one;
    const what = at === 0 ? "neither a preview nor the engine's events" : `line ${at + 1} is no event`;
    throw new Misconfigured(`${source}: ${what}: ${beginning(line)}`, { next: HOW });
  });
  return readPreview(previewOfEvents(events));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const beginning = (line: string) => (line.length > 60 ? `${line.slice(0, 60)}…` : line);
