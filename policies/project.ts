import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/** The project that a directory is in: where its Pulumi.yaml is, here or above. */
export function projectAbove(
  start: string,
): { readonly directory: string; readonly file: string } | undefined {
  for (let directory = resolve(start); ; directory = dirname(directory)) {
    const file = FILES.map((name) => join(directory, name)).find((path) => existsSync(path));
    if (file !== undefined) return { directory, file };
    if (dirname(directory) === directory) return undefined;
  }
}
