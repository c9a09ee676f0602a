import { z } from "zod";

/** A resource that holds many lines, as state has it. */
export interface PackedResource {
  readonly name: string;
  /** As users see it: `kajeet:LineSet`. */
  readonly type: string;
  readonly account: string;
  /** The row of each line that the program declares. */
  readonly declared: ReadonlyMap<string, string>;
  /** The row of each line as it was last seen. */
  readonly seen: ReadonlyMap<string, string>;
  /** The MDN of lines declared by ICCID, once there is one. */
  readonly numbers: Readonly<Record<string, string>>;
  /** Orders that are still open, by line. */
  readonly pending: Readonly<Record<string, string>>;
}

const texts = z.record(z.string(), z.string());
const resource = z.looseObject({
  urn: z.string(),
  type: z.string(),
  inputs: z.record(z.string(), z.unknown()).optional(),
  outputs: z.record(z.string(), z.unknown()).optional(),
});
const state = z.object({ deployment: z.object({ resources: z.array(resource).optional() }) });
const packed = z.looseObject({
  __observed: z.string(),
  account: z.string(),
  numbers: texts.optional(),
  pending: texts.optional(),
});

/** The resources of a `pulumi stack export` that hold lines. */
export async function packedResources(exported: unknown): Promise<PackedResource[]> {
  const { Misconfigured } = await import("../provider/core/index.js");
  const { observedRows } = await import("../provider/core/lines/observed.js");
  const read = state.safeParse(exported);
  if (!read.success) {
    throw new Misconfigured("this is no state of a stack: it has no deployment with resources", {
      next: "Make it with `pulumi stack export`.",
    });
  }
  return (read.data.deployment.resources ?? []).flatMap(({ urn, type, inputs = {}, outputs = {} }) => {
    if (!type.startsWith("pulumi-nodejs:dynamic/") || !("__observed" in outputs)) return [];
    const name = urn.slice(urn.lastIndexOf("::") + 2);
    const found = packed.safeParse(outputs);
    const lines = texts.safeParse(inputs.lines);
    if (!found.success || !lines.success) {
      throw new Misconfigured("its lines are encrypted or damaged", {
        subject: name,
        next: "Export with `pulumi stack export --show-secrets`, and keep that file to yourself.",
      });
    }
    const { account, numbers = {}, pending = {} } = found.data;
    return [
      {
        name,
        type: type.slice("pulumi-nodejs:dynamic/".length),
        account,
        declared: new Map(Object.entries(lines.data)),
        seen: observedRows(found.data),
        numbers,
        pending,
      },
    ];
  });
}
