import { defineMembership } from "../../core/lines/membership";
import { type CorpArgs, corpField, kajeetLines } from "../lines/model";

/**
 * Puts labels on lines and leaves their other labels alone. A line that leaves loses these labels, unless told otherwise.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/bulkAssignLabels and /v1.0/devices/bulkUnassignLabels.
 */
export const LabelAssignment = defineMembership<{ labels: string[] }, CorpArgs>(kajeetLines, corpField, {
  name: "LabelAssignment",
  describe:
    "Puts labels on lines and leaves their other labels alone. A line that leaves loses these labels.",
  attributes: ["labels"],
  restore: { kind: "value", value: async () => ({ labels: [] }) },
  onDelete: "restore",
  // It owns the labels it names and no others: what else a line carries is neither seen nor touched.
  narrow: (attribute, values) => ({
    ...attribute,
    observed: (record) => {
      const named = new Set(values.labels as readonly string[]);
      return (attribute.observed(record) as readonly string[]).filter((label) => named.has(label));
    },
  }),
  claims: ({ labels }) => (labels as readonly string[]).map((label) => `labels/${label}`),
});

export type LabelAssignment = InstanceType<typeof LabelAssignment>;
