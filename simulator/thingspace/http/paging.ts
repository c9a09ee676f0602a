import { z } from "zod";
import { invalidField } from "../model/errors";
import type { Context } from "./context";
import type { Reply } from "./operation";

/** Where the carrier's API begins; the Location of a next page is a path on the same host (G-PAGE-LOCATION). */
const ROOT = "/api";

/** Records on a page of the lists whose page size is not documented (G-PAGE-SIZE), and of histories (known). */
export const PAGE_SIZE = 500;

/** The query of a list that goes on with a token. */
export const nextQuery = z.object({ next: z.string().min(1).optional() });

/** A number inside an opaque token. */
export function tokenOf(position: number): string {
  return Buffer.from(`next:${position}`).toString("base64url");
}

/** The number inside a token; refuses what is no token (G-PAGE-TOKEN). */
export function positionOf(token: string | undefined): number | undefined {
  if (token === undefined) return undefined;
  const digits = /^next:(\d+)$/.exec(Buffer.from(token, "base64url").toString())?.[1];
  if (digits === undefined) throw invalidField("Next", `"${token}" is no token of a page`);
  return Number(digits);
}

/** A page: 202 with the way to the next one where more is to come, else 200. */
export function pageReply(
  { request }: Context,
  json: object,
  more: boolean,
  token: string | undefined,
): Reply {
  const status = more ? 202 : 200;
  const page = { json: { ...json, hasMoreData: more }, status } as const;
  if (token === undefined) return page;
  return { ...page, headers: { location: `${ROOT}${request.path}?next=${encodeURIComponent(token)}` } };
}
