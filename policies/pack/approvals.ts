import { isAbsolute } from "node:path";
import { type Approval, readApprovals } from "../../provider/core/approvals";
import { CellularError } from "../../provider/core/errors";
import { fromStart, projectDirectory } from "./project-directory";
import type { Surroundings } from "./surroundings";

/** The variable that names the approvals file. */
const VARIABLE = "CELLULAR_APPROVALS";
const CONFIG = "cellular:approvals";

/** The approvals that hold, and why there are none where they could not be read. */
export interface ApprovalsRead {
  readonly approvals: readonly Approval[];
  readonly problem?: string;
}

/**
 * The approvals as the guard in the provider will read them: `cellular:approvals` of the stack, else `approvals.yaml`
 * beside Pulumi.yaml; `CELLULAR_APPROVALS` names another file. Without approvals nothing irreversible passes, so a problem
 * here never lets anything through.
 */
export function approvalsOf(surroundings: Surroundings): ApprovalsRead {
  const { env } = surroundings;
  const named = env[VARIABLE];
  try {
    if (named) return { approvals: readApprovals(fromStart(surroundings, named), "") };
    const configured = configuredIn(env.PULUMI_CONFIG);
    if (configured && isAbsolute(configured)) return { approvals: readApprovals(configured, "") };
    const directory = projectDirectory(surroundings);
    if (directory !== undefined) return { approvals: readApprovals(configured, directory) };
  } catch (error) {
    if (error instanceof CellularError) return { approvals: [], problem: error.message };
    throw error;
  }
  return {
    approvals: [],
    problem: `no approvals were read, because the directory of Pulumi.yaml was not found: set ${VARIABLE} to the approvals file`,
  };
}

/** The engine gives the stack's configuration to whatever it starts. */
function configuredIn(config: string | undefined): string | undefined {
  if (!config) return undefined;
  const value = (JSON.parse(config) as Record<string, unknown>)[CONFIG];
  return typeof value === "string" && value !== "" ? value : undefined;
}
