// Writes what the two carriers have, so that simulated ones can start with it: lines.csv, each line in its carrier's own
// columns. The lines without a number in lines.csv have one at the carrier.
//
//   node carriers.mjs <directory>      writes thingspace.csv and kajeet.csv there, beside this file where it is left out
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [head, ...rows] = readFileSync(join(here, "lines.csv"), "utf8").trim().split("\n");
const columns = head.split(",");
// No cell of this file has a comma or a quote in it.
const lines = rows.map((row) => Object.fromEntries(row.split(",").map((cell, at) => [columns[at], cell])));

const COLLECTOR_PLAN = "LTE2GB";
const thingspace = lines
  .filter(({ carrier }) => carrier === "thingspace")
  .map(({ carrier: _, nickname: _n, customField: _c, monthlyLimit: _m, labels: _l, ...line }, index) => ({
    ...line,
    mdn: line.mdn.replaceAll("-", "") || `304619${String(index).padStart(4, "0")}`,
    ratePlan: line.ratePlan || COLLECTOR_PLAN,
  }));
const kajeet = lines
  .filter(({ carrier }) => carrier === "kajeet")
  .map(({ mdn, iccid, imei, status, nickname, customField, monthlyLimit, labels }) => ({
    MDN: mdn,
    UICC: iccid,
    IMEI: imei,
    STATUS: status,
    NICKNAME: nickname,
    MDN_CUSTOM_FIELD: customField,
    MONTHLY_LIMIT: monthlyLimit,
    LABELS: labels,
    CORP_ID: "RIVERBEND-WATER",
  }));

const csv = (table) =>
  [Object.keys(table[0]), ...table.map(Object.values)].map((cells) => `${cells.join(",")}\n`).join("");
const target = process.argv[2] ?? here;
mkdirSync(target, { recursive: true });
writeFileSync(join(target, "thingspace.csv"), csv(thingspace));
writeFileSync(join(target, "kajeet.csv"), csv(kajeet));
