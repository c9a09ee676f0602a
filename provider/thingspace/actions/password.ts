/** A new password of the user of Connectivity Management. The one secret that a carrier makes. */
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { defineAction } from "../../core/action";
import { resolveConnection, settingOf } from "../../core/connection";
import { Misconfigured } from "../../core/errors";
import { resetPassword } from "../api/index";
import { thingspaceConnection } from "../connection";
import { type ThingspaceSession, thingspace } from "../session";

const args = z.object({
  copyTo: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Path of a file that does not exist yet. The new password is written into it, readable for its owner alone, before it goes into state: it is then not lost where the state cannot be saved. Delete it when the password is where it belongs.",
    ),
});

/** What is kept of it. */
interface NewPassword {
  /** A secret. Missing where no answer came. */
  newPassword?: string;
}

/**
 * Has the carrier make a new password for the user of the connection, once for each new trigger. The old password is void
 * at once and the carrier tells the new one this one time, so it is kept where the engine keeps secrets: encrypted, in this
 * resource's state, as the secret output `newPassword`; with `copyTo` in a file as well. It is never logged and stands in no
 * error.
 *
 * The connection still has the old password then. This deployment goes on with the session it has (G-PASSWORD1), the next
 * one would be refused, and five refusals in a row lock the user: set the connection's password to the new one
 * (`pulumi stack output --show-secrets`) before anything else is run. Where no answer came, nobody knows the new password:
 * try the old one in the portal, once, and have Verizon reset it if it is refused. It is never asked for again by itself.
 *
 * ThingSpace API: Session management, PUT /session/password/actions/reset. At once.
 */
export const ResetPassword = defineAction<ThingspaceSession, typeof args, NewPassword>({
  carrier: thingspace,
  name: "ResetPassword",
  describe:
    "Has the carrier make a new password for the connection's user, once for each new trigger. The old one is void at once; the new one is the secret output newPassword, and must be set as the connection's password before the next deployment.",
  args,
  outputs: {
    newPassword:
      "The new password, a secret. Set it as the connection's password before anything else is run: the old one is void, and five refused logins in a row lock the user.",
  },
  secretOutputs: ["newPassword"],
  target: () => "of the connection's user",
  doubt:
    "If it was done, the new password is lost: try the old one in the portal, once, and have Verizon reset it if it is refused. Run nothing else on this connection before.",
  async run({ session, host, subject }, { connection, copyTo }) {
    const oldPassword = resolveConnection(thingspaceConnection, connection, host.config).field("password");
    // A place for the copy is made sure of first: afterwards there is no second chance.
    const copy = copyTo === undefined ? undefined : newFile(copyTo, subject);
    const { newPassword } = await resetPassword(session.http, { oldPassword: oldPassword ?? "" }).catch(
      (error: unknown) => {
        copy?.remove();
        throw error;
      },
    );
    const failed = copy?.write(newPassword);
    const where = settingOf(connection ?? thingspaceConnection.carrier, "password");
    host.log(
      "warning",
      `${subject}: the old password is void. Set ${where} to the output newPassword before anything else is run.`,
    );
    return { answer: { newPassword }, faults: failed ? [failed] : [] };
  },
});
export type ResetPassword = InstanceType<typeof ResetPassword>;

/** A file that did not exist, for its owner only. */
function newFile(path: string, subject: string) {
  const facts = { carrier: thingspaceConnection.carrier, subject };
  const full = resolve(path);
  let file: number;
  try {
    file = openSync(full, "wx", 0o600);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Misconfigured(`copyTo: ${path} cannot be made (${code ?? "unknown"}); nothing was done`, {
      ...facts,
      next: "Name a file that does not exist, in a directory that does.",
    });
  }
  return {
    /** Why it could not be written; the password is in state nevertheless. */
    write(text: string): Misconfigured | undefined {
      try {
        writeSync(file, `${text}\n`);
        fsyncSync(file);
        return undefined;
      } catch (cause) {
        const { code } = cause as NodeJS.ErrnoException;
        return new Misconfigured(`copyTo: ${path} could not be written (${code ?? "unknown"})`, {
          ...facts,
          next: "The new password is in the output newPassword all the same: take it from there.",
        });
      } finally {
        closeSync(file);
      }
    },
    remove(): void {
      closeSync(file);
      rmSync(full, { force: true });
    },
  };
}
