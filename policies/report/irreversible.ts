import { counted } from "./headline";
import type { IrreversibleChange, MissingApproval } from "./model";

/** The state of an approval, for a reader who decides. */
export function approvalText({ approval }: IrreversibleChange): string {
  const { state, by, until, problem } = approval;
  if (state === "approved") return `approved by ${by} until ${until}`;
  if (state === "protected") return `protected${by === undefined ? "" : `; ${by} approved it`}`;
  return problem ?? state;
}

/** Irreversible changes of one kind in a sentence's parts: what, how many, what is lost, and who said so. */
export interface IrreversibleGroup {
  readonly action: string;
  readonly resource: string;
  readonly loss: string;
  readonly state: IrreversibleChange["approval"]["state"];
  readonly changes: readonly IrreversibleChange[];
}

/** The same kind of change of many lines, told once. */
export function groupsOf(changes: readonly IrreversibleChange[]): IrreversibleGroup[] {
  const groups = new Map<string, IrreversibleGroup & { changes: IrreversibleChange[] }>();
  for (const change of changes) {
    const { action, resource, loss, approval } = change;
    const key = [action, resource, loss, approval.state].join("\n");
    const known = groups.get(key);
    if (known) known.changes.push(change);
    else groups.set(key, { action, resource, loss, state: approval.state, changes: [change] });
  }
  return [...groups.values()];
}

/** What is done to how many, and what each of them loses. */
export function groupText({ action, resource, loss, changes }: IrreversibleGroup): {
  readonly done: string;
  readonly lost: string;
} {
  const [first] = changes;
  const count = changes.length;
  const what = first?.kind === "line" ? `${counted(count, "line")} of ${resource}` : resource;
  return { done: `${action} ${what}`, lost: count === 1 ? loss : `of each, ${loss}` };
}

/** What can be pasted into the approvals file. Who, why and until when are left to the person who decides. */
export function approvalsYaml(missing: readonly MissingApproval[], most = Number.POSITIVE_INFINITY): string {
  return missing
    .map(({ action, lines }) =>
      [
        `  - action: ${action}`,
        "    lines:",
        ...Object.entries(lines)
          .slice(0, most)
          .map(([line, code]) => `      ${JSON.stringify(line)}: ${code}`),
        "    by: …",
        "    reason: …",
        "    until: …",
      ].join("\n"),
    )
    .join("\n");
}
