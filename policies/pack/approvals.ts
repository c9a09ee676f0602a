import { isAbsolute } from "node:path";
import { type Approval, readApprovals } from "../../provider/core/approvals";
import { CellularError } from "../../provider/core/errors";
import { projectDirectory } from "./project-directory";
import { deploymentSetting } from "./stack-settings";
import type { Surroundings } from "./surroundings";

/** The approvals that hold, and why there are none where they could not be read. */
export interface ApprovalsRead {
  readonly approvals: readonly Approval[];
  readonly problem?: string;
}

const NOT_FOUND =
  "no approvals were read, because the directory of Pulumi.yaml was not found: set CELLULAR_APPROVALS to the whole path of the approvals file";

/**
 * The approvals as the guard in the provider will read them: the file that `CELLULAR_APPROVALS` or `cellular:approvals`
 * names, else `approvals.yaml`, both seen from the directory of Pulumi.yaml. Without approvals nothing irreversible passes,
 * so a problem here never lets anything through.
 */
export function approvalsOf(surroundings: Surroundings): ApprovalsRead {
  const named = deploymentSetting(surroundings, "approvals");
  const directory = named && isAbsolute(named) ? "" : projectDirectory(surroundings);
  if (directory === undefined) return { approvals: [], problem: NOT_FOUND };
  try {
    return { approvals: readApprovals(named, directory) };
  } catch (error) {
    if (error instanceof CellularError) return { approvals: [], problem: error.message };
    throw error;
  }
}
