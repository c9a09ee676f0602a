import type { CellularError } from "../provider/core/index";

/** A JSON object that a person wrote. */
export async function jsonObject(text: string, what: string): Promise<Record<string, unknown>> {
  const { Misconfigured } = await import("../provider/core/index.js");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Misconfigured(`${what} are no JSON: ${(cause as Error).message}`, {
      next: `Write them as one object, such as '{"limit": 5}'.`,
    });
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new Misconfigured(`${what} are no JSON object`, {
    next: `Write them as one object, such as '{"limit": 5}'.`,
  });
}

/** What went wrong with a file, in words. */
export async function fileError(path: string, cause: unknown): Promise<CellularError> {
  const { Misconfigured } = await import("../provider/core/index.js");
  const { code, message } = cause as NodeJS.ErrnoException;
  const why: Record<string, string> = {
    ENOENT: "there is no such file or directory",
    EISDIR: "it is a directory, expected a file",
    EACCES: "this user may not do that",
  };
  return new Misconfigured(why[code ?? ""] ?? message, {
    subject: path,
    next: "Check the path.",
    cause,
  });
}
