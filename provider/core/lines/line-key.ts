/** A declared identifier of a line, in canonical form. */
export interface LineKey {
  /** What kind of number it is. */
  readonly kind: "mdn" | "iccid" | "imei";
  /** Canonical form, by which lines are compared. */
  readonly key: string;
}
