import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { deploymentOf, type Surroundings } from "./surroundings";

const FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/**
 * The directory of the project that is deployed. The pack itself runs in its own directory, and the engine does not say
 * where the project is: it is looked for where the command was started, where `npm run` was, and where the process stands
 * that started the pack, which also finds it under `pulumi -C`. A project of another name is not it.
 */
export function projectDirectory(surroundings: Surroundings): string | undefined {
  const { project } = deploymentOf(surroundings);
  const { PWD, INIT_CWD } = surroundings.env;
  for (const start of [PWD, INIT_CWD, surroundings.parentDirectory()]) {
    const found = start ? projectAbove(start) : undefined;
    if (found?.name === project) return found.directory;
  }
  return undefined;
}

/** A path that somebody set in the environment: seen from where the command was started. */
export const fromStart = ({ env }: Surroundings, path: string): string =>
  resolve(env.PWD ?? env.INIT_CWD ?? "", path);

function projectAbove(start: string): { directory: string; name: unknown } | undefined {
  for (let directory = resolve(start); ; directory = dirname(directory)) {
    const file = FILES.map((name) => join(directory, name)).find((path) => existsSync(path));
    if (file !== undefined) return { directory, name: nameIn(file) };
    if (dirname(directory) === directory) return undefined;
  }
}

function nameIn(file: string): unknown {
  try {
    return (parse(readFileSync(file, "utf8")) as { name?: unknown } | null)?.name;
  } catch {
    return undefined;
  }
}
