import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";
import { projectAbove } from "../project";
import { deploymentOf, type Surroundings } from "./surroundings";

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
    if (found && nameIn(found.file) === project) return found.directory;
  }
  return undefined;
}

/** A path that somebody set in the environment: seen from where the command was started. */
export const fromStart = ({ env }: Surroundings, path: string): string =>
  resolve(env.PWD ?? env.INIT_CWD ?? "", path);

function nameIn(file: string): unknown {
  try {
    return (parse(readFileSync(file, "utf8")) as { name?: unknown } | null)?.name;
  } catch {
    return undefined;
  }
}
