import { describe, expect, test } from "vitest";
import { z } from "zod";
import { EXISTENCE } from "../../../../provider/core/lines/declared";
import { endingFields, termsOf, waitingFields } from "../../../../provider/core/lines/ending";
import { declarations } from "../../../../provider/index";

const modelOf = (type: string) => declarations.get(type)!.lines!.model;
const kajeet = modelOf("kajeet:LineSet");
const thingspace = modelOf("thingspace:LineSet");

describe("the arguments about the end of lines", () => {
  const fields = z.strictObject(endingFields(kajeet));

  test("retain and protect where nothing is said", () => {
    expect(fields.parse({})).toEqual({ onDelete: "retain", deletionProtection: true });
  });

  test("take the ends that the carrier knows, and no other one", () => {
    for (const onDelete of ["retain", "suspend", "remove"]) {
      expect(fields.parse({ onDelete })).toMatchObject({ onDelete });
    }
    expect(fields.safeParse({ onDelete: "deactivate" }).success).toBe(false);
    expect(z.strictObject(endingFields(thingspace)).safeParse({ onDelete: "deactivate" }).success).toBe(true);
    expect(fields.safeParse({ deletionProtection: "no" }).success).toBe(false);
  });

  test("say in words what each end is", () => {
    const { onDelete } = endingFields(kajeet) as Record<string, z.ZodType>;
    expect(onDelete!.description).toMatch(
      /nothing \(`retain`\), it .+ \(`suspend`\), or it .+ \(`remove`\)\.$/,
    );
  });

  test("have a deadline of up to a day only where the carrier does its work later", () => {
    expect(waitingFields(kajeet)).toEqual({});
    const waiting = z.strictObject(waitingFields(thingspace));
    const takes = (deadlineSeconds?: number) => waiting.safeParse({ deadlineSeconds }).success;
    expect([undefined, 1, 86_400, 0, 86_401].map(takes)).toEqual([true, true, true, false, false]);
    expect(endingFields(thingspace)).toHaveProperty("deadlineSeconds");
  });
});

describe("what the arguments mean", () => {
  test("is that a line stays where it is retained, or nothing is said", () => {
    const retained = { release: { kind: "retain" }, deletionProtection: true };
    expect(termsOf(kajeet, {})).toEqual(retained);
    expect(termsOf(kajeet, { onDelete: "retain", deletionProtection: true })).toEqual(retained);
    expect(termsOf(kajeet, { deletionProtection: false }).deletionProtection).toBe(false);
  });

  test("is an end that can be undone, with the values at parting", () => {
    const { release } = termsOf(kajeet, { onDelete: "suspend" });
    expect(release).toEqual({ kind: "part", claims: [EXISTENCE], values: expect.any(Function) });
    const parting = (status: string) =>
      release.kind === "part" ? release.values?.("304-228-6302", { status }) : undefined;
    expect(parting("active")).toEqual(kajeet.endings.suspend!.values!({ status: "active" } as never));
    expect(parting("active")).toEqual({ status: "suspended" });
  });

  test("is an end that cannot, with what is done and lost, and the protection", () => {
    const removed = termsOf(kajeet, { onDelete: "remove", deletionProtection: false });
    expect(removed).toMatchObject({
      deletionProtection: false,
      release: {
        kind: "part",
        claims: [EXISTENCE],
        removes: true,
        end: { action: "remove", loss: "its number would be lost for good", deletionProtection: false },
      },
    });
    expect(removed.release).not.toHaveProperty("values");
    const { release } = termsOf(thingspace, { onDelete: "deactivate" });
    expect(release).toMatchObject({ end: { action: "deactivate", deletionProtection: true } });
  });
});
