// Writes lines.csv, the inventory of this example: the same 2,000 made-up lines every time.
//
//   node make-lines.mjs
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const COLUMNS = [
  ...["carrier", "mdn", "iccid", "imei", "status", "ratePlan", "deviceGroup", "customField1", "customField2"],
  ...["costCenter", "nickname", "customField", "monthlyLimit", "labels"],
];

const REGIONS = ["North", "East", "South", "West"];
const STREETS = [
  ...["Locust Street", "Mill Road", "Canal Street", "Ridge Avenue", "Depot Street", "Sycamore Lane"],
  ...[
    "Ferry Road",
    "Quarry Road",
    "Orchard Street",
    "Church Hill Road",
    "Bridge Street",
    "Spring Hollow Road",
  ],
];

/** The digit behind an ICCID or an IMEI by which a mistyped one is noticed. */
function checked(digits) {
  let sum = 0;
  for (const [place, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (place % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return digits + ((10 - (sum % 10)) % 10);
}

const padded = (number, length) => String(number).padStart(length, "0");
const mdn = (area, exchange, index) =>
  `${area}-${exchange + Math.floor(index / 10_000)}-${padded(index % 10_000, 4)}`;
const place = (index) => `${100 + ((index * 37) % 900)} ${STREETS[index % STREETS.length]}`;

/** A meter with a ThingSpace line: read four times an hour. Those of its region's group share a cost centre. */
function meter(index) {
  const region = REGIONS[index % 4];
  // Collectors gather the meters of a street. Their plan is decided in the program and not in the table.
  const collector = index < 20;
  return {
    carrier: "thingspace",
    // Nobody has written down the numbers of these yet; the SIM says which line is meant.
    mdn: !collector && index % 14 === 13 ? "" : mdn(304, 610, index),
    iccid: checked(`8914800000${padded(604_000 + index, 9)}`),
    imei: checked(`35902610${padded(310_000 + index, 6)}`),
    // Meters of summer cottages are off until spring.
    status: index % 35 === 34 ? "suspend" : "active",
    ratePlan: collector ? "" : "NB50KB",
    deviceGroup: `Meters ${region}`,
    customField1: `E-${padded(100_000 + index, 6)}`,
    customField2: collector ? `Collector ${place(index)}` : place(index),
    costCenter: `4100-${region.toUpperCase()}`,
  };
}

/** A water site with a Kajeet line: gateways of pumps, tanks and hydrants. */
function site(index) {
  const kind = ["Booster pump", "Tank", "Hydrant gateway", "Pressure valve"][index % 4];
  return {
    carrier: "kajeet",
    mdn: mdn(681, 720, index),
    iccid: checked(`8901260${padded(4_700_000 + index, 12)}`),
    imei: checked(`35331929${padded(810_000 + index, 6)}`),
    status: index % 50 === 49 ? "suspended" : "active",
    nickname: `${kind} ${place(index)}`,
    customField: `W-${padded(200_000 + index, 6)}`,
    monthlyLimit: index % 4 === 2 ? "250" : "1024",
    labels: `Water ${REGIONS[Math.floor(index / 150)]}`,
  };
}

const rows = [
  ...Array.from({ length: 1400 }, (_, index) => meter(index)),
  ...Array.from({ length: 600 }, (_, index) => site(index)),
];
const text = [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column] ?? ""))]
  .map((cells) => `${cells.join(",")}\n`)
  .join("");
writeFileSync(join(dirname(fileURLToPath(import.meta.url)), "lines.csv"), text);
