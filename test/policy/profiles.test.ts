/** eSIM profiles and devices that end for good: the plan and the guard ask for the same approval. */
import { beforeEach, describe, expect, test } from "vitest";
import "../../provider/kajeet/esim-profile";
import "../../provider/thingspace/actions/index";
import "../../provider/thingspace/esim-profile";
import type { PlannedResource } from "../../policies/plan/resource";
import { kajeetWorld } from "../contract/kajeet/resources-world";
import { answersWorld } from "../contract/thingspace/answers-world";
import { askedIn } from "../support/approvals";
import { plan, resource } from "../support/plans";

type Bag = Readonly<Record<string, unknown>>;

/** What a refusal asks to approve. */
async function asked(attempt: Promise<unknown>): Promise<{ action: string; code: string }> {
  const refused = await attempt.then(
    () => [],
    (error: Error) => askedIn([error.message]),
  );
  expect(refused).toHaveLength(1);
  const { action, code } = refused[0]!;
  return { action, code };
}

/** What the plan asks to approve; nothing where all of it can be undone. */
function planned(planned: PlannedResource): { action: string; code: string }[] {
  const { changes } = plan([planned]);
  return changes.flatMap(({ grave }) => (grave ? [{ action: grave.action, code: grave.codes[0] }] : []));
}

const OPEN = { deletionProtection: false };

describe("kajeet:EsimProfile", () => {
  const world = kajeetWorld();
  const chip = { iccid: "8914800000000000118", profileId: "00000118-P1", onDelete: "retain" };
  const type = "kajeet:EsimProfile";
  beforeEach(async () => {
    const fields = { uicc: chip.iccid, simType: "ESIM", network: "Verizon" };
    await world.simulator.addLine({ mdn: "521-555-0101", ...fields });
  });

  test("swapped", async () => {
    const declared = world.declare(type);
    const state = await declared.up({ ...chip, ...OPEN });
    const wanted = { ...chip, ...OPEN, profileId: "00000118-P2" };
    expect(planned(resource(type, "one", { state, wanted }))).toEqual([await asked(declared.up(wanted))]);
  });

  test("cancelled, and let be", async () => {
    const declared = world.declare(type);
    const state = await declared.up({ ...chip, ...OPEN, onDelete: "cancel" });
    expect(planned(resource(type, "one", { state }))).toEqual([await asked(declared.destroy())]);
    expect(planned(resource(type, "one", { state: { ...state, onDelete: "retain" } }))).toEqual([]);
  });
});

describe("ThingSpace", () => {
  const world = answersWorld();
  const EID = "89049032000000000000000000000143";
  const chipped = async () => {
    const lines = await world.simulator.lines();
    return lines.find(({ eid, status }) => eid !== null && status === "active")!;
  };

  test("SwapEidDevice, each trigger a change of its own", async () => {
    const { eid, account } = await chipped();
    const swap = { accountName: account, eid, newEid: EID, newImei: "359097770123451", ...OPEN };
    const codes = new Set<string>();
    for (const trigger of ["1", "2"]) {
      const wanted: Bag = { ...swap, trigger };
      const refusal = await asked(world.declare("SwapEidDevice").up(wanted));
      expect(planned(resource("thingspace:SwapEidDevice", "one", { wanted }))).toEqual([refusal]);
      codes.add(refusal.code);
    }
    expect(codes.size).toBe(2);
  });

  test.each(["deactivate", "delete"])("EsimProfile, onDelete: %s", async (onDelete) => {
    const [line] = (await world.simulator.lines()).filter(
      ({ eid, status, iccid }) => eid === null && status === "active" && iccid,
    );
    await world.simulator.editLine(line!.iccid!, { eid: EID, profileStatus: "ENABLE" });
    const declared = world.declare("EsimProfile");
    const card = {
      accountName: line!.account,
      eid: EID,
      iccid: line!.iccid,
      smsrOid: "1.3.6.1.4.1.31746",
      onDelete,
      ...OPEN,
    };
    const state = await declared.up(card);
    expect(planned(resource("thingspace:EsimProfile", "one", { state }))).toEqual([
      await asked(declared.destroy()),
    ]);
  });
});
