import * as pulumi from "@pulumi/pulumi";
import * as cellular from "pulumi-cellular";

const config = new pulumi.Config();

// The inventory is the carrier portal's own CSV export, kept in git. Each column that can be set is managed from here on;
// an empty cell leaves a line as it is.
const fleet = new cellular.Fleet("northstar", {
  inventory: "lines.csv",
  corp: "NORTHSTAR-ISD",
  onDelete: config.require("onDelete") as "retain" | "suspend" | "remove",
});

export const lines = fleet.count;
