/** What can be watched; only the first is known by name, the others are guesses (G-REACH1). */
export const MONITOR_TYPES = ["REACHABLE_FOR_DATA", "REACHABLE_FOR_SMS", "LOSS_OF_CONNECTIVITY"] as const;

export type MonitorType = (typeof MONITOR_TYPES)[number];

/** The longest a monitor may run, in days (ThingSpace API: device reachability). */
export const MOST_MONITOR_DAYS = 3650;

/** A watch on the reachability of one device. */
export interface Monitor {
  monitorId: string;
  account: string;
  /** deviceId. */
  device: number;
  type: MonitorType;
  /** Milliseconds since 1970. */
  startedAt: number;
  expiresAt: number;
  /** requestId of the call that started it: its later reports come with it. */
  requestId: string;
}

/** The monitors that run. One that expired is gone without a word. */
export class Monitors {
  private readonly byId = new Map<string, Monitor>();
  private readonly byDevice = new Map<number, Set<string>>();

  /** One of a type watches a device: a new one takes the place of the old (G-REACH-TWICE). */
  start(monitor: Monitor): void {
    for (const old of this.ofDevice(monitor.device, monitor.startedAt)) {
      if (old.type === monitor.type) this.stop(old.monitorId);
    }
    this.byId.set(monitor.monitorId, monitor);
    const ids = this.byDevice.get(monitor.device);
    if (ids === undefined) this.byDevice.set(monitor.device, new Set([monitor.monitorId]));
    else ids.add(monitor.monitorId);
  }

  get(monitorId: string, now: number): Monitor | undefined {
    const monitor = this.byId.get(monitorId);
    return monitor !== undefined && monitor.expiresAt > now ? monitor : undefined;
  }

  ofDevice(device: number, now: number): Monitor[] {
    const ids = [...(this.byDevice.get(device) ?? [])];
    return ids.flatMap((id) => this.get(id, now) ?? []);
  }

  all(now: number): Monitor[] {
    return [...this.byId.values()].filter(({ expiresAt }) => expiresAt > now);
  }

  /** Whether it was there. */
  stop(monitorId: string): boolean {
    const monitor = this.byId.get(monitorId);
    if (monitor === undefined) return false;
    this.byId.delete(monitorId);
    this.byDevice.get(monitor.device)?.delete(monitorId);
    return true;
  }
}
