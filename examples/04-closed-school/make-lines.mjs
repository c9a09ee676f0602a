// Writes lines.csv: 480 hotspots of four schools, always the same. All names and numbers in it are made up.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const COLUMNS = [
  "MDN",
  "UICC",
  "STATUS",
  "NICKNAME",
  "FILTER_GROUP",
  "ratePlan",
  "MONTHLY_LIMIT",
  "LABELS",
  "NETWORK",
  "CORP_ID",
];
const SCHOOLS = [
  "Cedar Ridge Middle",
  "Harbor View High",
  "Pine Grove Elementary",
  "Willow Creek Elementary",
];

const padded = (value, width) => String(value).padStart(width, "0");

/** The number with its check digit (Luhn). */
function checked(body) {
  const sum = [...body].reverse().reduce((total, digit, at) => {
    const value = at % 2 === 0 ? 2 * Number(digit) : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

const rows = Array.from({ length: 480 }, (_, index) => {
  const school = SCHOOLS[index % SCHOOLS.length];
  return [
    `614-555-${padded(1000 + 7 * index, 4)}`,
    checked(`8914800612${padded(40_000 + 3 * index, 9)}`),
    "active",
    `${school.split(" ")[0]} hotspot ${padded(1 + Math.floor(index / 4), 3)}`,
    school.endsWith("High") ? "Student_912" : "Student_K8",
    "KJ-VZ-10GB",
    "10240",
    `Campus: ${school}`,
    "Verizon",
    "NORTHSTAR-ISD",
  ];
});
const text = [COLUMNS, ...rows].map((cells) => `${cells.join(",")}\n`).join("");
writeFileSync(join(dirname(fileURLToPath(import.meta.url)), "lines.csv"), text);
