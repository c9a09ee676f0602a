import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { controlCenter } from "pulumi-cellular";

const config = new pulumi.Config();
const from = config.get("from");

// No cell of this file has a comma or a quote in it.
const [, ...rows] = readFileSync(join(__dirname, "lines.csv"), "utf8").trim().split("\n");
const lines = Object.fromEntries(
  rows.map((row): [string, controlCenter.LineArgs] => {
    const [iccid = "", ratePlan = ""] = row.split(",");
    // What is left out here is left as it is. Status and plan are in the carrier's lists: a refresh is six calls.
    return [iccid, { status: "activated", ratePlan }];
  }),
);

const controllers = new controlCenter.LineSet("controllers", {
  lines,
  // What the carrier shall do on a later day. Until then the lines have what is declared above.
  schedule: from ? [{ on: from, set: { ratePlan: config.require("nextPlan") } }] : [],
});

export const count = rows.length;
export const booked = pulumi
  .output(controllers.scheduled)
  .apply((changes) =>
    (changes ?? []).map(
      ({ on, lines: some, done }) => `${some.length} lines on ${on}${done ? ", done" : ""}`,
    ),
  );
