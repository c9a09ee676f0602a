import * as pulumi from "@pulumi/pulumi";
import * as cellular from "pulumi-cellular";

const config = new pulumi.Config();
const { thingspace } = cellular;

// ThingSpace does its work later. Where a receiver runs (cellular receive), the carrier tells it what became of each line.
const listeners = config.getBoolean("receiver")
  ? (["CarrierService", "DeviceSuspensionStatus"] as const).map(
      (service) => new thingspace.Callback(service, { service, receiver: true }),
    )
  : [];

// The groups are declared here, and the inventory says which meter is in which.
const groups = ["North", "East", "South", "West"].map(
  (region) => new thingspace.DeviceGroup(`meters-${region}`, { name: `Meters ${region}` }),
);

// One table for both carriers: the column `carrier` says whose line a row is.
const fleet = new cellular.Fleet(
  "riverbend",
  {
    inventory: "lines.csv",
    corp: "RIVERBEND-WATER",
    onDelete: config.require("onDelete") as "retain" | "suspend" | "remove",
  },
  { dependsOn: [...listeners, ...groups] },
);

// The collectors send what the meters of a street say. Their plan is one decision and not 20 cells, so the inventory leaves
// it out.
const collectors = Array.from({ length: 20 }, (_, index) => `304-610-${String(index).padStart(4, "0")}`);
new thingspace.RatePlan("collectors", { ratePlan: "LTE2GB", lines: collectors }, { dependsOn: fleet });
new thingspace.UsageLabel(
  "collectors",
  { name: "role", value: "collector", lines: collectors },
  { dependsOn: fleet },
);

export const lines = fleet.count;
