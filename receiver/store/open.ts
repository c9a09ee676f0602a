import { Misconfigured } from "../../provider/core/errors";
import { LevelStore } from "./level";
import { PostgresStore } from "./postgres";
import type { Store } from "./store";

/** Whether a store is meant to be a database server. */
export const isServer = (place: string) => /^postgres(ql)?:\/\//i.test(place);

/** Opens the store at an address (`postgres://…`) or in a directory. Throws `Misconfigured` with what to do. */
export async function openStore(place: string): Promise<Store> {
  return isServer(place) ? await openServer(place) : await openDirectory(place);
}

async function openDirectory(directory: string): Promise<Store> {
  try {
    return await LevelStore.open(directory);
  } catch (error) {
    const { code, cause } = error as { code?: string; cause?: { code?: string } };
    const why = cause?.code ?? code ?? "UNKNOWN";
    throw new Misconfigured(`the store in ${directory} cannot be opened`, {
      code: why,
      next:
        why === "LEVEL_LOCKED"
          ? "Another receiver uses it. Give this one a directory of its own, or both a PostgreSQL address."
          : why === "LEVEL_CORRUPTION"
            ? "Its files are damaged. Move the directory away and start with an empty one; carriers resend only what was not answered."
            : "It must be a directory that this user may make and write in, on a local disk.",
      cause: error,
    });
  }
}

async function openServer(address: string): Promise<Store> {
  try {
    return await PostgresStore.open(address);
  } catch (error) {
    const { code = "UNKNOWN" } = error as { code?: string };
    const { host, pathname } = new URL(address);
    throw new Misconfigured(`the store at postgres://${host}${pathname} cannot be opened`, {
      code,
      next: "The server must be reachable, and the user may create tables in this database or finds them there.",
      // Without the cause: messages of the driver can hold the address, and with it the password.
    });
  }
}
