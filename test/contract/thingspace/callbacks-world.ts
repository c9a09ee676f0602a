/** What the tests of callbacks share: lines at the carrier, declared in each of the ways there are. */
import { expect } from "vitest";
import type { ThingspaceSimulator } from "../../../simulator/index";
import type { Declared } from "../../support/declared";
import type { MiniEngine } from "../../support/mini-engine";
import { line, lineSet, membership, writesOf } from "./lines-world";
import type { ResourceWorld } from "./resources-world";

type Values = Readonly<Record<string, unknown>> & { ratePlan: string };

/** How lines are declared. */
export const grains: Readonly<Record<string, (iccids: readonly string[], values: Values) => Declared[]>> = {
  "a set": (iccids, values) => [
    lineSet("fleet", Object.fromEntries(iccids.map((iccid) => [iccid, { ...values }]))),
  ],
  "lines of their own": (iccids, values) =>
    iccids.map((iccid, at) => line(`line-${at}`, { iccid, ...values })),
  "a membership": (iccids, { ratePlan }) => [membership("RatePlan", "plan", iccids, { ratePlan })],
};

export type Grain = (typeof grains)[string];

const OLD = "LTE2GB";
export const NEW = "LTE10GB";
/** What the carrier says of a line that it could not serve. */
export const FAULT = { code: "REQUEST_FAILED.UnexpectedError", message: "Provisioning is out of order" };

/** Active lines that are declared with their old plan; the journal begins afterwards. */
export async function adopted(world: ResourceWorld, declare: Grain, count: number): Promise<string[]> {
  const iccids = await world.actives(count);
  for (const iccid of iccids) await world.simulator.editLine(iccid, { ratePlan: OLD });
  const run = await world.engine.up(declare(iccids, { ratePlan: OLD }));
  expect(run.errors).toEqual([]);
  await world.simulator.clearJournal();
  return iccids;
}

export const plansOf = (simulator: ThingspaceSimulator, iccids: readonly string[]) =>
  Promise.all(iccids.map(async (iccid) => (await simulator.line(iccid))?.ratePlan));

/** How often an operation was sent for each line, by ICCID. */
export async function timesSent(
  simulator: ThingspaceSimulator,
  operation: string,
): Promise<Record<string, number>> {
  const times: Record<string, number> = {};
  for (const { operationId, body } of await writesOf(simulator)) {
    if (operationId !== operation) continue;
    const { devices } = body as { devices: { deviceIds: { id: string }[] }[] };
    for (const { deviceIds } of devices) {
      const iccid = (await simulator.line(deviceIds[0]!.id))?.iccid ?? deviceIds[0]!.id;
      times[iccid] = (times[iccid] ?? 0) + 1;
    }
  }
  return times;
}

/** Each of these so many times. */
export const each = (names: readonly string[], times: number): Record<string, number> =>
  Object.fromEntries(names.map((name) => [name, times]));

/** Carrier, state and declaration agree, also when everything is read anew. */
export async function expectAgreed(
  { simulator, engine }: { simulator: ThingspaceSimulator; engine: MiniEngine },
  declared: readonly Declared[],
  iccids: readonly string[],
): Promise<void> {
  expect(await plansOf(simulator, iccids)).toEqual(iccids.map(() => NEW));
  expect((await engine.preview(declared)).steps).toEqual([]);
  expect((await engine.refresh()).errors).toEqual([]);
  expect((await engine.preview(declared)).steps).toEqual([]);
  for (const { outputs } of engine.state.values()) expect(outputs).not.toHaveProperty("open");
}
