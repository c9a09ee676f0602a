import * as cellular from "pulumi-cellular";

// What is no longer in the file is removed at the carrier. That is a decision of its own: the default is `retain`, and
// protection would refuse it whatever is approved.
const fleet = new cellular.Fleet("hotspots", {
  inventory: "lines.csv",
  corp: "NORTHSTAR-ISD",
  onDelete: "remove",
  deletionProtection: false,
});

export const lines = fleet.count;
