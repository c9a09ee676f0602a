import { z } from "zod";

/** The carriers, as options name them. */
export const CARRIERS = ["kajeet", "thingspace", "control-center"] as const;

/** An option with a value for some carriers. */
export const byCarrier = <V extends z.ZodType>(value: V) => z.partialRecord(z.enum(CARRIERS), value);
