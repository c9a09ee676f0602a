/** A usage segmentation label: a name with a value, for example a VIN. */
export interface UsageLabel {
  name: string;
  value: string;
}

/** Names and values: 3 to 32 letters or digits (ThingSpace API: usage segmentation labels). */
export const LABEL_TEXT = /^[A-Za-z0-9]{3,32}$/;

/** Which devices carry a label. */
export class LabelIndex {
  private readonly carriers = new Map<string, Set<number>>();

  /** Books that a device carries other labels than before. */
  recount(deviceId: number, before: readonly UsageLabel[], after: readonly UsageLabel[]): void {
    for (const label of before) this.carriers.get(keyOf(label))?.delete(deviceId);
    for (const label of after) {
      const devices = this.carriers.get(keyOf(label));
      if (devices === undefined) this.carriers.set(keyOf(label), new Set([deviceId]));
      else devices.add(deviceId);
    }
  }

  devicesWith(label: UsageLabel): ReadonlySet<number> {
    return this.carriers.get(keyOf(label)) ?? new Set();
  }
}

/** What a device carries after these are attached: another value of a name takes its place (G-LABEL-VALUE). */
export function withLabels(present: readonly UsageLabel[], attached: readonly UsageLabel[]): UsageLabel[] {
  const labels = new Map(present.map((label) => [label.name, label]));
  for (const { name, value } of attached) labels.set(name, { name, value });
  return [...labels.values()];
}

/** What a device carries after these are taken off. */
export function withoutLabels(present: readonly UsageLabel[], removed: readonly UsageLabel[]): UsageLabel[] {
  const keys = new Set(removed.map(keyOf));
  return present.filter((label) => !keys.has(keyOf(label)));
}

function keyOf({ name, value }: UsageLabel): string {
  return `${name}=${value}`;
}
