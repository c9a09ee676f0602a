/** Pulumi.yaml and where a Node.js program, its provider and its SDK are found. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { parse } from "yaml";

export interface Project {
  name: string;
  root: string;
  /** Where the program and the provider run: the directory of Pulumi.yaml, or of its `main`. */
  programDir: string;
  /** File to run, relative to `programDir`; "." asks its package.json. */
  entry: string;
  typescript: boolean;
  tsconfig: string | undefined;
  nodeArgs: string[];
}

interface ProjectFile {
  name?: unknown;
  main?: unknown;
  runtime?: string | { name?: unknown; options?: Record<string, unknown> };
}

/** Reads Pulumi.yaml (or .yml, .json). Throws when it is missing, nameless, or of another runtime. */
export function readProject(directory: string): Project {
  const root = resolve(directory);
  const file = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].map((name) => join(root, name)).find(existsSync);
  if (file === undefined) throw new Error(`no Pulumi.yaml in ${root}`);
  const project = parse(readFileSync(file, "utf8")) as ProjectFile;
  const runtime = typeof project.runtime === "string" ? project.runtime : project.runtime?.name;
  const options = typeof project.runtime === "object" ? (project.runtime.options ?? {}) : {};
  if (typeof project.name !== "string") throw new Error(`${file} has no name`);
  if (runtime !== "nodejs")
    throw new Error(`${file}: the bundled engine runs Node.js programs, not ${String(runtime)}`);
  const { programDir, entry } = findMain(root, typeof project.main === "string" ? project.main : undefined);
  return {
    name: project.name,
    root,
    programDir,
    entry,
    typescript: options.typescript !== false,
    tsconfig: typeof options.tsconfig === "string" ? options.tsconfig : undefined,
    nodeArgs: typeof options.nodeargs === "string" ? splitArguments(options.nodeargs) : [],
  };
}

function findMain(root: string, main: string | undefined): { programDir: string; entry: string } {
  if (main === undefined || main === "") return { programDir: root, entry: "." };
  const path = resolve(root, main);
  if (!existsSync(path)) throw new Error(`project 'main' could not be read: ${path} does not exist`);
  if (statSync(path).isDirectory()) return { programDir: path, entry: "." };
  return { programDir: dirname(path), entry: basename(path) };
}

const splitArguments = (text: string): string[] =>
  [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");

/** A file of the SDK that the program itself would load, which need not be the one the engine runs on. */
export function resolveFrom(directory: string, request: string): string {
  try {
    return createRequire(join(directory, "package.json")).resolve(request);
  } catch {
    throw new Error(`${request} is not installed for ${directory}; run npm ci there`);
  }
}

/** Config keys without a namespace belong to the project. */
export const qualified = (project: string, key: string): string =>
  key.includes(":") ? key : `${project}:${key}`;
