import type { Rule } from "../rule";
import { actionsInWindow } from "./actions-in-window";
import { allowedRatePlans } from "./allowed-rate-plans";
import { approvedChangesOnly } from "./approved-changes-only";
import { approvedFilterGroups } from "./approved-filter-groups";
import { blastRadius } from "./blast-radius";
import { callbacksApprovedHosts } from "./callbacks-approved-hosts";
import { dataLimitsPresent } from "./data-limits-present";
import { freeze } from "./freeze";
import { groupLoss } from "./group-loss";
import { judgeable } from "./judgeable";
import { monthlyCostRule } from "./monthly-cost";
import { naming } from "./naming";
import { noLineReplacement } from "./no-line-replacement";
import { noSilentOverwrite } from "./no-silent-overwrite";
import { noStaleApprovals } from "./no-stale-approvals";
import { noUnlimitedOverage } from "./no-unlimited-overage";
import { oneOwner } from "./one-owner";
import { protectionKept } from "./protection-kept";
import { requiredLabels } from "./required-labels";
import { statusTransitions } from "./status-transitions";
import { vpnKept } from "./vpn-kept";
import { wifiSecurityKept } from "./wifi-security-kept";

/** Every rule, in the order in which documents and packs list them. */
export const rules: readonly Rule[] = [
  // What cannot be undone, or reaches far.
  approvedChangesOnly,
  judgeable,
  noLineReplacement,
  protectionKept,
  blastRadius,
  groupLoss,
  noStaleApprovals,
  // What goes against the carrier, other people, or itself.
  statusTransitions,
  noSilentOverwrite,
  oneOwner,
  // When.
  freeze,
  actionsInWindow,
  // Money and data.
  monthlyCostRule,
  allowedRatePlans,
  noUnlimitedOverage,
  dataLimitsPresent,
  // Security.
  approvedFilterGroups,
  vpnKept,
  wifiSecurityKept,
  callbacksApprovedHosts,
  // Order.
  requiredLabels,
  naming,
];
