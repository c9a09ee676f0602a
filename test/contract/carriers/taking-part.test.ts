import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { declarations } from "../../../provider/index";

test("every carrier that has sets of lines is put to the contract", () => {
  const carriers = [...declarations.keys()]
    .filter((type) => type.endsWith(":LineSet"))
    .map((type) => type.split(":")[0]!);
  expect(carriers).toContain("kajeet");
  const missing = carriers.filter((name) => !existsSync(join(__dirname, `${name}.test.ts`)));
  expect(missing).toEqual([]);
});
