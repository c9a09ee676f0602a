import type { KajeetOperation } from "../http/operation";
import { activationOperations } from "./activation";
import { authOperations } from "./auth";
import { conditionOperations } from "./condition";
import { esimOperations } from "./esim";
import { hardwareOperations } from "./hardware";
import { historyOperations } from "./history";
import { labelChangeOperations } from "./label-changes";
import { labelQueryOperations } from "./label-queries";
import { listOperations } from "./lists";
import { referenceOperations } from "./reference";
import { setterOperations } from "./setters";
import { settingsOperations } from "./settings";

/** The 65 endpoints and the token call. */
export const kajeetOperations: readonly KajeetOperation[] = [
  ...authOperations,
  ...listOperations,
  ...labelQueryOperations,
  ...labelChangeOperations,
  ...setterOperations,
  ...hardwareOperations,
  ...settingsOperations,
  ...conditionOperations,
  ...esimOperations,
  ...referenceOperations,
  ...activationOperations,
  ...historyOperations,
];
