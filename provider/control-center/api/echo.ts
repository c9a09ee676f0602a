/** Control Center API: Echo. */
import { z } from "zod";
import { operation } from "./operation";

/**
 * Gives a word back: the cheapest way to see that address, user name and API key are right.
 *
 * Control Center API: Echo, GET /rws/api/v1/echo/{param}.
 */
export const echo = operation("echo", {
  input: z.strictObject({ param: z.string().min(1).describe("Any word.") }),
  answer: z.looseObject({ context: z.string() }),
});
