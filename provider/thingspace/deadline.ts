import { z } from "zod";

/** How long a resource waits for work that the carrier does later. */
export const deadlineField = z
  .number()
  .positive()
  .max(86_400)
  .optional()
  .describe(
    "Seconds to wait for work that the carrier does later; what is not done by then stays open, and the next run goes on with it.",
  );

/** The same in milliseconds, where it is given. */
export const deadlineOf = ({ deadlineSeconds }: { deadlineSeconds?: number | undefined }) =>
  deadlineSeconds === undefined ? undefined : deadlineSeconds * 1000;
