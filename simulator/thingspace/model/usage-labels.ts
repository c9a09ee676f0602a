/** A usage segmentation label: a name with a value, for example a VIN. */
export interface UsageLabel {
  name: string;
  value: string;
}

/** Names and values: 3 to 32 letters or digits (ThingSpace API: usage segmentation labels). */
export const LABEL_TEXT = /^[A-Za-z0-9]{3,32}$/;

/**
 * Which devices carry which labels, both ways. A device has one value of a name: another one takes its place
 * (G-LABEL-VALUE).
 */
export class UsageLabels {
  private readonly ofDevice = new Map<string, Map<string, string>>();
  private readonly carriers = new Map<string, Set<string>>();

  /** Whether anything is different now. */
  attach(device: string, { name, value }: UsageLabel): boolean {
    const labels = this.ofDevice.get(device) ?? new Map<string, string>();
    const before = labels.get(name);
    if (before === value) return false;
    if (before !== undefined) this.carriers.get(keyOf({ name, value: before }))?.delete(device);
    labels.set(name, value);
    this.ofDevice.set(device, labels);
    const key = keyOf({ name, value });
    const devices = this.carriers.get(key);
    if (devices === undefined) this.carriers.set(key, new Set([device]));
    else devices.add(device);
    return true;
  }

  /** Takes a label off the devices given; answers those that had it. */
  remove(label: UsageLabel, among: (device: string) => boolean): string[] {
    const devices = [...this.devicesWith(label)].filter(among);
    for (const device of devices) {
      this.ofDevice.get(device)?.delete(label.name);
      this.carriers.get(keyOf(label))?.delete(device);
    }
    return devices;
  }

  /** Forgets a device that is gone. */
  forget(device: string): void {
    for (const label of this.labelsOf(device)) this.carriers.get(keyOf(label))?.delete(device);
    this.ofDevice.delete(device);
  }

  devicesWith(label: UsageLabel): ReadonlySet<string> {
    return this.carriers.get(keyOf(label)) ?? new Set();
  }

  labelsOf(device: string): UsageLabel[] {
    return [...(this.ofDevice.get(device) ?? [])].map(([name, value]) => ({ name, value }));
  }
}

function keyOf({ name, value }: UsageLabel): string {
  return `${name}=${value}`;
}
