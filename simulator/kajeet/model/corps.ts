import { ApiError } from "./errors";
import type { VpnStatus } from "./line";

/** A device group; the seed uses "device group" and "corp" for the same thing. */
export interface Corp {
  corpId: string;
  description: string;
  parent: string | null;
  /** VPN settings of lines may be changed only where NNI is enabled. */
  nni: boolean;
  /** VPN setting of lines that have none of their own (A-VPN1). */
  vpnStatus: VpnStatus;
  /** Access to eSIM carriers. */
  kemp: boolean;
  activationTab: boolean;
}

/** The tree of device groups. */
export class Corps {
  private readonly byId = new Map<string, Corp>();

  add(corp: Corp): void {
    this.byId.set(corp.corpId, corp);
  }

  all(): Corp[] {
    return [...this.byId.values()];
  }

  get(corpId: string): Corp | undefined {
    return this.byId.get(corpId);
  }

  /** The group `corpId` if a caller of `callerCorp` may act on it: 404 when unknown, 403 outside the tree (A-ERR2). */
  reachable(callerCorp: string, corpId: string): Corp {
    const corp = this.byId.get(corpId);
    if (corp === undefined) throw new ApiError("CORP_NOT_FOUND", `Corp ${corpId} not found`);
    if (!this.within(callerCorp, corpId)) {
      throw new ApiError("FORBIDDEN_SCOPE", `Corp ${corpId} is outside of ${callerCorp}`);
    }
    return corp;
  }

  /** Whether `corpId` is `top` or below it. */
  within(top: string, corpId: string): boolean {
    for (let at = this.byId.get(corpId); at !== undefined; at = this.byId.get(at.parent ?? "")) {
      if (at.corpId === top) return true;
    }
    return false;
  }

  /** The group a caller of `callerCorp` means by a code or, as in an activation, by a name. */
  named(callerCorp: string, nameOrId: string): Corp | undefined {
    return this.all().find(
      (corp) =>
        (corp.corpId === nameOrId || corp.description === nameOrId) && this.within(callerCorp, corp.corpId),
    );
  }
}
