/** The description of Kajeet Sentinel as an oracle. */
import { oracleOf } from "../openapi-oracle";

/** Two operations share one template in the file, so paths are those of the carrier's pages. */
export const kajeetOracle = oracleOf("kajeet-sentinel.openapi.yaml", (operation, template) =>
  String(operation["x-seed-path"] ?? template),
);
