import type { Rule } from "../rule";
import { approvedChangesOnly } from "./approved-changes-only";

/** Every rule, in the order in which documents and packs list them. */
export const rules: readonly Rule[] = [approvedChangesOnly];
