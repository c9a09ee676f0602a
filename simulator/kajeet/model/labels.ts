/** A label as defined for the account; which lines carry it is kept per line and counted here. */
export interface LabelDefinition {
  labelId: number;
  name: string;
  categoryId: number | null;
}

/** Labels and their categories. A line carries at most one label of a category (A-L1). */
export class Labels {
  private readonly byId = new Map<number, LabelDefinition>();
  private readonly byName = new Map<string, LabelDefinition>();
  readonly categories = new Map<number, string>();
  private readonly carriers = new Map<number, Set<string>>();
  private nextId = 101;

  all(): LabelDefinition[] {
    return [...this.byId.values()].sort((a, b) => a.labelId - b.labelId);
  }

  get(labelId: number): LabelDefinition | undefined {
    return this.byId.get(labelId);
  }

  named(name: string): LabelDefinition | undefined {
    return this.byName.get(name);
  }

  /** The category of this name, made if it is missing. */
  category(name: string): number {
    for (const [id, existing] of this.categories) if (existing === name) return id;
    const id = Math.max(0, ...this.categories.keys()) + 1;
    this.categories.set(id, name);
    return id;
  }

  /** The label of this name, made if it is missing; one that exists keeps its category (A-L2). */
  ensure(name: string, categoryId: number | null, labelId?: number): LabelDefinition {
    const existing = this.byName.get(name);
    if (existing !== undefined) return existing;
    const label = { labelId: labelId ?? this.nextId, name, categoryId };
    this.nextId = Math.max(this.nextId, label.labelId + 1);
    this.byId.set(label.labelId, label);
    this.byName.set(name, label);
    return label;
  }

  /** Takes the definition away. The lines must have lost it before. */
  remove(labelId: number): void {
    const label = this.byId.get(labelId);
    if (label === undefined) return;
    this.byId.delete(labelId);
    this.byName.delete(label.name);
    this.carriers.delete(labelId);
  }

  /** Keys of the lines that carry the label. */
  linesWith(labelId: number): ReadonlySet<string> {
    return this.carriers.get(labelId) ?? new Set();
  }

  /** Books that a line carries other labels than before. */
  recount(key: string, before: readonly number[], after: readonly number[]): void {
    for (const labelId of before) this.carriers.get(labelId)?.delete(key);
    for (const labelId of after) {
      const keys = this.carriers.get(labelId);
      if (keys === undefined) this.carriers.set(labelId, new Set([key]));
      else keys.add(key);
    }
  }

  /** What a line carries after `labelId` is assigned: one of the same category makes room (A-L1). */
  withAssigned(present: readonly number[], labelId: number): number[] {
    if (present.includes(labelId)) return [...present];
    const replaced = this.replacedBy(present, labelId);
    return [...present.filter((id) => id !== replaced), labelId];
  }

  /** The label of the same category that would make room; labels without a category never replace (A-L1). */
  replacedBy(present: readonly number[], labelId: number): number | undefined {
    const category = this.byId.get(labelId)?.categoryId ?? null;
    if (category === null) return undefined;
    return present.find((id) => id !== labelId && this.byId.get(id)?.categoryId === category);
  }
}
