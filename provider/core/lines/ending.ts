import { z } from "zod";
import { EXISTENCE } from "./declared";
import type { Terms } from "./group";
import type { LineModel } from "./model";

/** Arguments about the end of lines and about waiting for carriers, the same for a line and a set of lines. */
export function endingFields<S, R, H>(model: LineModel<S, R, H>): z.ZodRawShape {
  const ways = Object.entries(model.endings);
  const texts = ways.map(([name, { describe }]) => `it ${describe} (\`${name}\`)`);
  return {
    onDelete: z
      .enum(["retain", ...ways.map(([name]) => name)])
      .default("retain")
      .describe(
        `What happens at the carrier to a line that is no longer declared: nothing (\`retain\`), ${texts.join(", or ")}.`,
      ),
    deletionProtection: z
      .boolean()
      .default(true)
      .describe(
        "Refuses whatever cannot be undone to a line, whatever else is said, until it is switched off and applied.",
      ),
    ...waitingFields(model),
  };
}

/** How long to wait, where the carrier does its work later. */
export function waitingFields<S, R, H>({ following }: LineModel<S, R, H>): z.ZodRawShape {
  if (!following) return {};
  return {
    deadlineSeconds: z
      .number()
      .positive()
      .max(86_400)
      .optional()
      .describe(
        "Seconds to wait for work that the carrier does later; what is not done by then stays open, and the next run goes on with it.",
      ),
  };
}

/** What these arguments mean for a line that is let go, or that shall be changed beyond return. */
export function termsOf<S, R, H>(
  model: LineModel<S, R, H>,
  declared: { readonly onDelete?: unknown; readonly deletionProtection?: unknown },
): Terms {
  const deletionProtection = declared.deletionProtection !== false;
  const action = declared.onDelete as string;
  const ending = model.endings[action];
  if (!ending) return { release: { kind: "retain" }, deletionProtection };
  const { removes, values } = ending;
  const impact = model.impacts.endings[action];
  return {
    deletionProtection,
    release: {
      kind: "part",
      claims: [EXISTENCE],
      ...(values ? { values: (_, record) => values(record as R) } : {}),
      ...(impact?.undo === "never"
        ? { end: { action: impact.action, loss: impact.loss, deletionProtection } }
        : {}),
      ...(removes ? { removes } : {}),
    },
  };
}
