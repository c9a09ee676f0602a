// Writes lines.csv: 300 irrigation controllers, always the same. All names and numbers in it are made up.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const COLUMNS = ["iccid", "ratePlan", "deviceId", "accountCustom1"];
const PARKS = ["Harbor Green", "Mill Pond", "Oak Meadow", "Rose Garden", "South Shore", "Veterans Field"];

const padded = (value, width) => String(value).padStart(width, "0");

/** The number with its check digit (Luhn). */
function checked(body) {
  const sum = [...body].reverse().reduce((total, digit, at) => {
    const value = at % 2 === 0 ? 2 * Number(digit) : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

const rows = Array.from({ length: 300 }, (_, index) => [
  checked(`8901170900${padded(30_000 + 7 * index, 9)}`),
  "Standard 1 GB",
  `IRR-${padded(1 + index, 4)}`,
  PARKS[index % PARKS.length],
]);
const text = [COLUMNS, ...rows].map((cells) => `${cells.join(",")}\n`).join("");
writeFileSync(join(dirname(fileURLToPath(import.meta.url)), "lines.csv"), text);
