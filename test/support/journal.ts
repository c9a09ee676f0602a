import type { JournalEntry, KajeetSimulator } from "../../simulator/index";

/** How often each operation was called, logins apart: `{ listDevices: 5 }`. */
export async function callsOf(simulator: KajeetSimulator, since = 0): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { operationId } of await simulator.journal({ since })) {
    if (operationId === "createToken") continue;
    const name = operationId ?? "unknown";
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** Calls that change something at the carrier, or would have. */
export async function writesOf(simulator: KajeetSimulator): Promise<JournalEntry[]> {
  return (await simulator.journal({ writes: true })).filter(
    ({ operationId }) => operationId !== "createToken",
  );
}

/** Orders that the carrier took, by ICCID. */
export async function ordersOf(simulator: KajeetSimulator): Promise<Record<string, number>> {
  const orders: Record<string, number> = {};
  for (const { body, effect } of await simulator.journal({ operation: "submitActivation" })) {
    const { iccid } = body as { iccid: string };
    if (effect) orders[iccid] = (orders[iccid] ?? 0) + 1;
  }
  return orders;
}

/** MDNs that were removed for good. */
export async function removalsOf(simulator: KajeetSimulator): Promise<string[]> {
  const removals = await simulator.journal({ operation: "removeLine" });
  return removals.filter(({ effect }) => effect).map(({ path }) => path.split("/").at(-1) ?? "");
}
