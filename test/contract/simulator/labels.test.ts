import { describe, expect, it } from "vitest";
import type { KajeetSimulator } from "../../../simulator/index";
import { BUS, type Caller, CORP, checkAnswers, OFFICE, withSimulator } from "./client";
import { answerFaults } from "./openapi";

checkAnswers(answerFaults);

const BUS_LABEL = 12;
const VAN_LABEL = 18;

async function namesOn(simulator: KajeetSimulator, mdn: string): Promise<string[]> {
  return ((await simulator.line(mdn))?.labels ?? []).map(({ name }) => name).sort();
}

const body = (labelIds: number[], mdns: string[] = [OFFICE, BUS]) => ({
  body: { corpId: CORP, labelIds, mdns },
});

async function labelled(
  call: Caller,
  name: string,
): Promise<{ labelId: number; deviceCount: number } | undefined> {
  const labels = (await call("listLabels", { query: { searchValue: name } })).json;
  return labels.find((label: { name: string }) => label.name === name);
}

describe("labels of a category", () => {
  it("replace one another, and the preview says so before", async () => {
    await withSimulator({ lines: 10 }, async (simulator, call) => {
      const before = await simulator.state();
      const preview = await call("previewLabelAssignReplace", body([VAN_LABEL]));
      // The bus carries label 12 of the same category; the office none of it.
      expect(preview.json).toEqual({
        assignCount: 1,
        replaceCount: 1,
        unchangedCount: 0,
        details: [{ labelId: VAN_LABEL, assignCount: 1, replaceCount: 1 }],
      });
      expect(await simulator.state()).toEqual(before);
      await call("bulkAssignLabels", body([VAN_LABEL]));
      expect(await namesOn(simulator, BUS)).toEqual(["Van"]);
      expect(await namesOn(simulator, OFFICE)).toEqual(["Campus: Oak Hill Elementary", "Van"]);
      const after = await call("previewLabelAssignReplace", body([VAN_LABEL]));
      expect(after.json).toMatchObject({ assignCount: 0, replaceCount: 0, unchangedCount: 2 });
    });
  });

  it("are counted per category", async () => {
    await withSimulator({ lines: 10 }, async (_, call) => {
      const categories = (await call("listLabelCategoryCounts")).json;
      const vehicle = categories.find((found: { categoryName: string }) => found.categoryName === "Vehicle");
      expect(vehicle).toMatchObject({ labelCount: 2, deviceCount: 1 });
    });
  });
});

describe("labels without a category", () => {
  it("never replace, and are made where they are missing", async () => {
    await withSimulator({ lines: 10 }, async (simulator, call) => {
      const add = (names: string[], mdns?: string[]) =>
        call("bulkAddLabels", {
          body: {
            corpId: CORP,
            labels: names.map((name) => ({ name })),
            ...(mdns === undefined ? {} : { mdns }),
          },
        });
      const created = await add(["Spare", "Lent"]);
      expect(created.json).toMatchObject({ successCount: 0, results: [] });
      expect(created.json.labels.map((label: { name: string }) => label.name)).toEqual(["Spare", "Lent"]);
      await add(["Spare"], [BUS]);
      await add(["Lent"], [BUS]);
      expect(await namesOn(simulator, BUS)).toEqual(["Bus", "Lent", "Spare"]);
      const again = await add(["Spare"], []);
      expect(again.json.labels[0].labelId).toBe(created.json.labels[0].labelId);
    });
  });
});

describe("taking labels off", () => {
  it("succeeds also where a line has none of them", async () => {
    await withSimulator({ lines: 10 }, async (simulator, call) => {
      const preview = await call("previewLabelUnassign", body([BUS_LABEL]));
      expect(preview.json).toEqual({ unassignCount: 1, details: [{ labelId: BUS_LABEL, unassignCount: 1 }] });
      const answer = await call("bulkUnassignLabels", body([BUS_LABEL]));
      expect(answer.json).toMatchObject({ successCount: 2, failureCount: 0 });
      expect(await namesOn(simulator, BUS)).toEqual([]);
      const journal = await simulator.journal({ operation: "D04" });
      expect(journal).toMatchObject([{ effect: true, lines: 2 }]);
      await call("bulkUnassignLabels", body([BUS_LABEL]));
      expect((await simulator.journal({ operation: "D04" }))[1]?.effect).toBe(false);
    });
  });

  it("takes all labels of the lines when none is named, and keeps the definitions", async () => {
    await withSimulator({ lines: 10 }, async (simulator, call) => {
      const answer = await call("bulkDeleteLabels", {
        params: { corpId: CORP },
        body: { mdns: [BUS, OFFICE] },
      });
      expect(answer.json.labels.map((label: { name: string }) => label.name).sort()).toEqual([
        "Bus",
        "Campus: Oak Hill Elementary",
      ]);
      expect(await namesOn(simulator, OFFICE)).toEqual([]);
      expect((await labelled(call, "Bus"))?.deviceCount).toBe(0);
    });
  });

  it("removes a definition from the corp and from every line that has it", async () => {
    await withSimulator({ lines: 10 }, async (simulator, call) => {
      const params = { corpId: CORP };
      await call("bulkDeleteLabels", { params, body: { labelIds: [BUS_LABEL], removeDefinition: true } });
      expect(await labelled(call, "Bus")).toBeUndefined();
      expect(await namesOn(simulator, BUS)).toEqual([]);
      const gone = await call("bulkAssignLabels", body([BUS_LABEL]));
      expect([gone.status, gone.json.code]).toEqual([404, "LABEL_NOT_FOUND"]);
    });
  });
});

describe("the labels of one line", () => {
  it("change in the order delete, assign, add", async () => {
    await withSimulator({ lines: 10 }, async (simulator, call) => {
      const answer = await call("updateLineLabels", {
        body: {
          corpId: CORP,
          mdn: BUS,
          delete: [BUS_LABEL, VAN_LABEL],
          assign: [VAN_LABEL],
          add: [{ name: "Depot" }],
        },
      });
      expect(answer.json.labels.map((label: { name: string }) => label.name)).toEqual(["Van", "Depot"]);
      expect(await namesOn(simulator, BUS)).toEqual(["Depot", "Van"]);
    });
  });

  it("changes nothing when one of the labels is unknown", async () => {
    await withSimulator({ lines: 10 }, async (simulator, call) => {
      const answer = await call("updateLineLabels", {
        body: { corpId: CORP, mdn: BUS, delete: [BUS_LABEL], assign: [999] },
      });
      expect(answer.json.code).toBe("LABEL_NOT_FOUND");
      expect(await namesOn(simulator, BUS)).toEqual(["Bus"]);
    });
  });

  it("are marked in the list of labels", async () => {
    await withSimulator({ lines: 10 }, async (_, call) => {
      const labels = (await call("listLabels", { query: { mdn: BUS } })).json;
      const marked = labels.filter((label: { assigned: boolean }) => label.assigned);
      expect(marked.map((label: { labelId: number }) => label.labelId)).toEqual([BUS_LABEL]);
    });
  });
});
