import type { CarrierFunction, functions } from "../provider/core/index";

/** What is declared about a function. */
export type Declared = typeof functions extends ReadonlyMap<string, infer T> ? T : never;

/** A function as somebody calls it whose arguments come from outside. */
export type Ask = CarrierFunction<Record<string, unknown>, unknown>;

/** A function by its full name, with what is known of it. */
export async function functionNamed(name: string): Promise<{ declared: Declared; ask: Ask }> {
  const cellular = await import("../provider/index.js");
  const declared = cellular.functions.get(name);
  if (!declared) {
    const { unknownName } = await import("../provider/core/nearest.js");
    const known = [...cellular.functions.keys()];
    throw new cellular.Misconfigured(unknownName("function", name, known), {
      next: "`cellular functions` lists them all.",
    });
  }
  // `control-center` is `controlCenter` in programs.
  const exported = declared.carrier.name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const room = cellular[exported as "kajeet"] as unknown as Record<string, Ask>;
  return { declared, ask: room[declared.name]! };
}
