import { gather } from "../../gather";
import type { Values } from "../../value";
import { counted } from "../../words";

/** `ratePlan Summer, customer none`. */
export const textOf = (values: Values): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${value ?? "none"}`)
    .join(", ");

/** Says the same thing of many lines once. */
export class Tellings {
  private readonly lines = new Map<string, string[]>();

  tell(line: string, text: string): void {
    gather(this.lines, text, line);
  }

  texts(): string[] {
    return [...this.lines].map(([text, names]) => {
      const some = names.slice(0, 5).join(", ") + (names.length > 5 ? ", …" : "");
      return `${counted(names.length, "line")} (${some}): ${text}`;
    });
  }
}
