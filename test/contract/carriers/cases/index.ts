import type { CaseName } from "../carrier";
import type { Case } from "./case";
import { changes } from "./changes";
import { crashes } from "./crashes";
import { endings } from "./endings";
import { faults } from "./faults";
import { life } from "./life";
import { promises } from "./promises";
import { refusals } from "./refusals";

/** Every case that `cases.json` names, and no other. */
export const cases: Readonly<Record<CaseName, Case>> = {
  ...life,
  ...changes,
  ...faults,
  ...crashes,
  ...endings,
  ...refusals,
  ...promises,
};
