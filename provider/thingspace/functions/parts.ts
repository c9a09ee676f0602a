/** How many devices a request is about, where the carrier tells. */
import { NotFound } from "../../core/errors";
import { getGlobalRequestStatus } from "../api/index";
import type { ThingspaceSession } from "../session";

/** Devices of a request; undefined where the carrier does not tell, or what it tells is not `final`. */
export async function partsOf(
  session: ThingspaceSession,
  accountName: string,
  requestId: string,
  final: (found: { status: string }) => boolean = () => true,
): Promise<number | undefined> {
  try {
    const found = await getGlobalRequestStatus(session.http, { accountName, requestId });
    return final(found) ? found.subrequests.length : undefined;
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}
