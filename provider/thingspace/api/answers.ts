/** What answers have in common. */
import { z } from "zod";
import type { AnswerFrame } from "../../core/http-types";

/** An asynchronous call was taken. Nothing has been done yet, and without the id nobody could follow it. */
export const requestAccepted = z.looseObject({ requestId: z.string().min(1) });

export type RequestAccepted = z.output<typeof requestAccepted>;

/** A change that is made when it is answered; a success without a body is one too. */
export const success = z.unknown().transform((body) => {
  const said = (body as { success?: unknown } | null | undefined)?.success;
  return { success: said !== false };
});

/** A text that may be missing. The live service leaves out or nulls what is empty. */
export const maybe = z.string().nullish();

/** A list that may be missing. */
export function listOf<Item>(item: z.ZodType<Item>) {
  return z
    .array(item)
    .nullish()
    .transform((found): Item[] => found ?? []);
}

/** `[{key, value}]` as an object; entries without a value are left out. */
export const keyValues = z
  .array(
    z.looseObject({
      key: maybe,
      value: z.union([z.string(), z.number(), z.boolean()]).nullish(),
    }),
  )
  .nullish()
  .transform((pairs): Record<string, string> => {
    const full = (pairs ?? []).filter(
      ({ key, value }) => key && value !== null && value !== undefined && value !== "",
    );
    return Object.fromEntries(full.map(({ key, value }) => [key, String(value)]));
  });

/** What every page of a list says beside its items. */
export const pageEnd = {
  hasMoreData: z
    .boolean()
    .nullish()
    .transform((more) => more === true),
  /** Token of the next page, where the carrier gives one. */
  next: z.string().optional(),
};

/** A page of a list, with what status and headers tell: 202 means that there is more, Location where. */
export function withFrame<Page extends { hasMoreData: boolean; next?: string | undefined }>(
  page: Page,
  { status, headers }: AnswerFrame,
): Page {
  const token = /[?&]next=([^&#]+)/.exec(headers.location ?? "")?.[1];
  return {
    ...page,
    hasMoreData: page.hasMoreData || status === 202,
    ...(token === undefined ? {} : { next: decoded(token) }),
  };
}

function decoded(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}
