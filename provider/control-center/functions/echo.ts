import { z } from "zod";
import { defineFunction } from "../../core/function";
import { echo } from "../api/index";
import { controlCenter } from "../session";

/**
 * Gives a word back: the cheapest way to see that address, user name and API key are right.
 *
 * Control Center API: Echo, GET /rws/api/v1/echo/{param}.
 */
export const getEcho = defineFunction({
  carrier: controlCenter,
  name: "getEcho",
  describe: "Gives a word back: the cheapest way to see that address, user name and API key are right.",
  args: z.object({ word: z.string().min(1).default("hello").describe("Any word.") }),
  returns: "context: the word.",
  run: ({ http }, { word }) => echo(http, { param: word }),
});
