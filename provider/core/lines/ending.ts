import { EXISTENCE } from "./declared";
import type { LineModel } from "./model";
import type { ReleasePolicy } from "./release";

/** What `onDelete` and `deletionProtection` of a declaration mean for a line that is let go. */
export function endingPolicy<S, R, H>(
  model: LineModel<S, R, H>,
  declared: { readonly onDelete?: unknown; readonly deletionProtection?: unknown },
): ReleasePolicy {
  switch (declared.onDelete) {
    case "remove":
      return {
        kind: "remove",
        claims: [EXISTENCE],
        deletionProtection: declared.deletionProtection !== false,
      };
    case "suspend":
      return { kind: "write", claims: [EXISTENCE], values: (_, record) => model.parked(record as R) };
    default:
      return { kind: "retain" };
  }
}
