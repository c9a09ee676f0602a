/** A step: one thing done to one resource. Produced one at a time, in order, and carried out in parallel. */
import type { ResourceState } from "./resource-state";
import type { ResourceDiff } from "./structural-diff";
import type { StepOp } from "./types";

export interface Step {
  op: StepOp;
  urn: string;
  old?: ResourceState;
  fresh?: ResourceState;
  diff?: ResourceDiff;
  ignoreChanges?: string[];
  /** The program wanted it, but it was not targeted: nothing is made, and its outputs are unknown. */
  skippedCreate?: boolean;
  /** Carried over from the old state without being looked at. */
  untargeted?: boolean;
  /** A replacement whose old resource is deleted at the end of the operation. */
  pendingDelete?: boolean;
  /** A delete that comes before the create of a replacement. */
  pendingReplacement?: boolean;
  /** Resources that go in the same operation, for `deletedWith`. */
  alsoDeleted?: ReadonlySet<string>;
  /** Told once the step is done and saved, or has failed and the rest goes on. */
  done?: (state: ResourceState, failed?: boolean) => void;
}

/** Steps that stand for a resource of their own; the others are parts of a replacement. */
export const isLogical = (op: StepOp): boolean =>
  ![
    "create-replacement",
    "delete-replaced",
    "read-replacement",
    "discard-replaced",
    "refresh",
    "remove-pending-replace",
  ].includes(op);
