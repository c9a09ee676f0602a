// Makes `require("pulumi-cellular")` work inside this checkout, as it does where the package is installed:
// the engine's provider process resolves it from node_modules, which Node's self-reference does not cover.
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const link = join(root, "node_modules", "pulumi-cellular");
if (!existsSync(link)) {
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(root, link, "junction");
}
