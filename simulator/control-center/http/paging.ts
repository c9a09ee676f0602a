import { refusal } from "../model/errors";

/** Rows on a page, at most and if the request does not say. */
const MOST_ROWS = 50;

export interface PageWish {
  pageNumber: number;
  pageSize: number;
}

/** Which page a request wants; empty counts as not said. */
export function pageWish({ pageNumber, pageSize }: Record<string, string>): PageWish {
  const size = whole(pageSize, MOST_ROWS);
  if (size === undefined || size < 1 || size > MOST_ROWS) throw refusal("10000006");
  const number = whole(pageNumber, 1);
  if (number === undefined || number < 1) throw refusal("10000007");
  return { pageNumber: number, pageSize: size };
}

/** A whole number of a query; undefined for a text that is none. */
export function whole(text: string | undefined, usual: number): number | undefined {
  if (text === undefined || text === "") return usual;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
