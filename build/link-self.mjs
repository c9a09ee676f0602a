// Makes `require("pulumi-cellular")` and the command `cellular` work inside this checkout, as they do where the package is
// installed: the engine's provider process resolves it from node_modules, which Node's self-reference does not cover.
import { chmodSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

function link(target, name, type) {
  const path = join(root, "node_modules", name);
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, type);
}

link(root, "pulumi-cellular", "junction");
// npm makes the link of a package's own command only where the package is installed.
if (process.platform !== "win32") {
  chmodSync(join(root, "dist/cli/main.js"), 0o755);
  link(join("..", "pulumi-cellular", "dist/cli/main.js"), join(".bin", "cellular"));
}
