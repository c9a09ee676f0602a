import { readFileSync } from "node:fs";
import { basename, extname, resolve } from "node:path";
import { unknownName } from "../core/nearest";
import { checkRows, FORMATS, type Format, type Inventory, readInventory, type Source } from "./inventory";
import type { InventoryOptions } from "./options";

const BY_EXTENSION: Readonly<Record<string, Format>> = {
  ".csv": "csv",
  ".yaml": "yaml",
  ".yml": "yaml",
  ".json": "json",
};

/** The format that a file's name says, or nothing. */
function formatOf(path: string): Format | undefined {
  return BY_EXTENSION[extname(path).toLowerCase()];
}

/**
 * Reads the inventory of a path, relative to the directory the program runs in, or of given rows. A file that cannot be
 * read is a fault like any other.
 */
export function loadInventory(
  inventory: string | readonly unknown[],
  options: InventoryOptions & Source = {},
): Inventory {
  if (typeof inventory !== "string") return checkRows(inventory, options);
  const format = formatOf(inventory);
  if (!format) {
    const extension = extname(inventory).slice(1) || basename(inventory);
    return refused(
      inventory,
      `${unknownName("format", extension, FORMATS)} Known by extension: .csv, .yaml, .yml, .json`,
    );
  }
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(resolve(inventory));
  } catch (error) {
    return refused(inventory, unreadable(resolve(inventory), error as NodeJS.ErrnoException));
  }
  return readInventory(bytes, format, { ...options, file: options.file ?? inventory });
}

function refused(file: string, problem: string): Inventory {
  return { rows: [], faults: [{ file, problem }], warnings: [], ignored: [] };
}

function unreadable(path: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOENT") return `there is no such file (looked for ${path})`;
  if (code === "EISDIR") return "is a directory, expected a file";
  return `cannot be read: ${code ?? message}`;
}
