import { readFileSync } from "node:fs";
import { Misconfigured } from "../../provider/core/errors";
import { type Stored, storedResources } from "../plan/stack";
import { fromStart } from "./project-directory";
import { type Deployment, deploymentOf, type Surroundings } from "./surroundings";

/** The variable that names a file made by `pulumi stack export`. */
const VARIABLE = "CELLULAR_STATE";
const EXPORT = "pulumi stack export --file state.json";
const NEXT = `Set ${VARIABLE} to a file made by \`${EXPORT}\` just before.`;

/**
 * The state before: of the file that the pipeline made, else as `pulumi stack export` tells it, which works while a preview
 * holds the stack's lock. Secrets in it stay encrypted. Throws `Misconfigured` where there is none to be had.
 */
export async function stateBefore(surroundings: Surroundings): Promise<readonly Stored[]> {
  const deployment = deploymentOf(surroundings);
  const file = surroundings.env[VARIABLE];
  const source = file ? `${VARIABLE} ${file}` : "`pulumi stack export`";
  const text = file ? textOf(surroundings, file) : await exported(surroundings, deployment);
  let resources: readonly Stored[];
  try {
    resources = storedResources(JSON.parse(text));
  } catch (cause) {
    throw new Misconfigured(`${source} gives no state of a stack`, { next: NEXT, cause });
  }
  const { stack, project } = deployment;
  const other = resources.find(({ urn }) => !urn.startsWith(`urn:pulumi:${stack}::${project}::`));
  if (other) {
    throw new Misconfigured(
      `${source} gives the state of another stack than ${stack} of project ${project}: it has ${other.urn}`,
      { next: NEXT },
    );
  }
  return resources;
}

function textOf(surroundings: Surroundings, file: string): string {
  try {
    return readFileSync(fromStart(surroundings, file), "utf8");
  } catch (cause) {
    throw new Misconfigured(`${VARIABLE} ${file} cannot be read: ${(cause as Error).message}`, {
      next: NEXT,
      cause,
    });
  }
}

async function exported(surroundings: Surroundings, deployment: Deployment): Promise<string> {
  const { organization, project, stack } = deployment;
  const name = `${organization}/${project}/${stack}`;
  try {
    return await surroundings.pulumi(["stack", "export", "--stack", name, "--non-interactive"]);
  } catch (cause) {
    throw new Misconfigured(`the state of ${name} could not be exported: ${(cause as Error).message}`, {
      next: NEXT,
      cause,
    });
  }
}
