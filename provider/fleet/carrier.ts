import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";

/** A cell as it is written in a file or a program: text, or what YAML, JSON and programs can say beyond text. */
export type Cell = string | number | boolean | null | readonly string[];

/** The declared values of one line, by attribute. */
export type LineValues = Readonly<Record<string, Cell>>;

/** What an inventory needs to know of an attribute. */
export interface InventoryAttribute {
  readonly name: string;
  readonly kind: "text" | "number" | "flag" | "set";
  readonly schema: z.ZodType;
  readonly role: "setting" | "fact" | "order";
  readonly clearable?: boolean;
}

/** Columns of a carrier's own export. */
export interface CarrierColumns {
  /** Column to what it holds: an attribute, `mdn`, or the account argument. */
  readonly holds: Readonly<Record<string, string>>;
  /** Columns that only report, and what is to be used in their place, or empty text. */
  readonly readOnly: Readonly<Record<string, string>>;
  /** Attributes that are managed only where a program asks for them. */
  readonly reported: readonly string[];
}

/** A carrier as the reader of inventories sees it. Pure: nothing in here talks to anybody. */
export interface InventoryCarrier {
  /** Value of the columns `carrier` and `provider`. */
  readonly name: string;
  readonly attributes: readonly InventoryAttribute[];
  readonly columns: CarrierColumns;
  /** Name of the argument and column of the account, for example `corp`. */
  readonly account: string;
  /** Do its lines have numbers under which they are declared? Where not, they are declared by their ICCID alone. */
  readonly numbered: boolean;
  /** Attributes without which a row that gives no number cannot be. */
  readonly needs: readonly string[];
  /** Attributes that are always declared of such a row, `needs` included: they bring the line in where it does not exist. */
  readonly brings: readonly string[];
  identify(name: string): { readonly kind: string; readonly key: string } | { readonly problem: string };
  canonical(key: { readonly kind: string; readonly key: string }): string;
  check?(values: LineValues): { problems: string[]; warnings: string[] };
}

/** A class whose instances a fleet declares. */
export type Declarable<O> = new (
  name: string,
  args: Record<string, unknown>,
  options?: pulumi.CustomResourceOptions,
) => pulumi.CustomResource & O;

/** A carrier as a `Fleet` sees it: also what lines become. */
export interface FleetCarrier extends InventoryCarrier {
  readonly LineSet: Declarable<{ readonly numbers: pulumi.Output<Record<string, string> | undefined> }>;
  readonly Line: Declarable<{ readonly mdn?: pulumi.Output<string | undefined> }>;
  /** Absent where a carrier has no labels that are declared on their own. */
  readonly Label?: Declarable<unknown>;
  /** What `onDelete` can say of its lines, beside `retain`. */
  readonly endings: readonly string[];
  /** Its work is done later, so that there is a deadline to wait for. */
  readonly later: boolean;
}
