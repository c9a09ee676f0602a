import { parse } from "csv-parse/sync";
import type { UploadedFile } from "../../core/carrier";
import { invalid } from "../model/errors";
import type { World } from "../model/world";

/** Rows of one file (A-CSV1). */
const MOST_ROWS = 1000;

export interface ActivationPair {
  /** 1-based, the header not counted. */
  row: number;
  imei: string;
  iccid: string;
  valid: boolean;
  message: string | null;
}

/** The pairs of an uploaded CSV with header IMEI and ICCID, each judged; nothing is activated (A-CSV1). */
export function activationPairs(world: World, file: UploadedFile | undefined): ActivationPair[] {
  if (file === undefined) throw invalid("file", "is required, as multipart/form-data");
  const rows = rowsOf(file.text);
  if (rows.length > MOST_ROWS) throw invalid("file", `has ${rows.length} rows, more than ${MOST_ROWS}`);
  const seen = new Set<string>();
  return rows.map((row, index) => {
    const imei = (row.IMEI ?? "").trim();
    const iccid = (row.ICCID ?? "").trim();
    const message = faultOfPair(world, imei, iccid, seen);
    seen.add(imei).add(iccid);
    return { row: index + 1, imei, iccid, valid: message === null, message };
  });
}

function rowsOf(text: string): Record<string, string>[] {
  let header: string[] = [];
  let rows: Record<string, string>[];
  try {
    rows = parse(text, {
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      columns: (names: string[]) => {
        header = names.map((name) => name.trim().toUpperCase());
        return header;
      },
    }) as Record<string, string>[];
  } catch {
    throw invalid("file", "is not CSV");
  }
  if (!header.includes("IMEI") || !header.includes("ICCID")) {
    throw invalid("file", "needs a header with IMEI and ICCID");
  }
  return rows;
}

function faultOfPair(world: World, imei: string, iccid: string, seen: ReadonlySet<string>): string | null {
  if (!/^\d{14,16}$/.test(imei)) return "IMEI must be 14 to 16 digits";
  if (!/^\d{18,20}$/.test(iccid)) return "ICCID must be 18 to 20 digits";
  if (seen.has(imei)) return `IMEI ${imei} is in an earlier row`;
  if (seen.has(iccid)) return `ICCID ${iccid} is in an earlier row`;
  if (world.withImei(imei).length > 0) return `IMEI ${imei} is active`;
  if (world.withIccid(iccid).length > 0) return `ICCID ${iccid} is active`;
  return null;
}
