import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Claims } from "../../provider/core/claims";
import { toRows } from "../../provider/core/lines/line-args";
import { kajeetLines } from "../../provider/kajeet/lines/model";
import { type KajeetSimulator, startKajeetSimulator } from "../../simulator/index";
import { type Declared, line, lineSet, membership } from "../support/declared";
import { callsOf, writesOf } from "../support/journal";
import { MiniEngine } from "../support/mini-engine";
import { BUS, iccid, imei, OFFICE, orderable } from "../support/numbers";

let simulator: KajeetSimulator;
beforeAll(async () => {
  simulator = await startKajeetSimulator({ lines: 8 });
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

/** The one error of a run that must not have written anything. */
async function refused(declared: Declared, config: Record<string, string> = {}): Promise<string> {
  const { errors } = await new MiniEngine(simulator, config).up([declared]);
  expect(errors).toHaveLength(1);
  expect(await writesOf(simulator)).toEqual([]);
  return errors[0]!;
}

/** The same, and nobody was even asked. */
async function refusedUnasked(declared: Declared, config: Record<string, string> = {}): Promise<string> {
  const message = await refused(declared, config);
  expect(await callsOf(simulator)).toEqual({});
  expect(await simulator.journal()).toEqual([]);
  return message;
}

/** What the program is told before it registers anything. */
function inProgram(lines: Record<string, object>, strict = false): string {
  try {
    toRows(kajeetLines, "LineSet fleet", lines as never, strict);
  } catch (error) {
    return (error as Error).message;
  }
  return "accepted";
}

describe("numbers and values, in the program, all at once", () => {
  test("of a set", () => {
    expect(
      inProgram({
        "304-228-630": { nickname: "too short" },
        "(304) 228-6302": { nickname: "another spelling" },
        "8914800077": { imei: "35508433681924X" },
        "8.9148E+19": {},
        "891480007297316986": { iccid: "8914800072973169861412" },
        [OFFICE]: { status: "paused", monthlyLimit: -5, labels: "E-Rate", colour: "red" },
        [BUS]: { nickname: "x".repeat(101), macAddress: "00:11:22:33:44", ratePlan: null },
        "304-228-6303": { imei: "1234567890123" },
        "3042286303": {},
        [iccid(1)]: { ...orderable(2) },
      }),
    ).toMatchInlineSnapshot(`
      "LineSet fleet: 15 faults, nothing was sent:
        line "304-228-630": "304-228-630" is no MDN: expected ten digits, written 5212671508 or 521-267-1508
        line "(304) 228-6302": "(304) 228-6302" is no MDN: expected ten digits, written 5212671508 or 521-267-1508; did you mean 304-228-6302?
        line 891-480-0077: imei "35508433681924X": IMEI "35508433681924X" has characters other than digits, expected 14 to 16 digits
        line "8.9148E+19": ICCID "8.9148E+19" was turned into a quantity by a spreadsheet; format the column as text and enter it again
        line 891480007297316986: iccid "8914800072973169861412": ICCID 8914800072973169861412 has 22 digits, expected 18 to 20 digits
        line 521-267-1508: status "paused": must be active, suspended or suspendedLostStolen
        line 521-267-1508: monthlyLimit -5: must be at least 0
        line 521-267-1508: labels "E-Rate": must be a list
        line 521-267-1508: unknown attribute "colour"; known are "status", "statusReason", "ratePlan", "verizonBiPlanId", "filterGroup", "deviceGroup", "monthlyLimit", "dailyLimit", "nickname", "note", "customField", "summerUsage" and 7 more
        line 304-228-6302: nickname "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…: must be at most 100 characters long
        line 304-228-6302: macAddress "00:11:22:33:44": a MAC address is six pairs of hexadecimal digits, AA:BB:CC:DD:EE:FF
        line 304-228-6302: ratePlan null: must be text
        line 304-228-6303: declared twice
        line 304-228-6303: imei "1234567890123": IMEI 1234567890123 has 13 digits, expected 14 to 16 digits
        line 89148007770000000010: iccid "89148007770000000028" is not the one it is declared by"
    `);
  });

  test("a wrong check digit is a warning that names the digit, and an error under strict", () => {
    const wrong = { [BUS]: { iccid: `${iccid(1).slice(0, -1)}9`, imei: `${imei(1).slice(0, -1)}9` } };
    expect(kajeetLines.check?.(wrong[BUS]!)).toMatchInlineSnapshot(`
      {
        "problems": [],
        "warnings": [
          "IMEI 869999040000019: the check digit should be 3, not 9; a digit may be mistyped",
          "ICCID 89148007770000000019: the check digit should be 0, not 9; a digit may be mistyped",
        ],
      }
    `);
    expect(inProgram(wrong, true)).toMatchInlineSnapshot(`
      "LineSet fleet: 2 faults, nothing was sent:
        line 304-228-6302: IMEI 869999040000019: the check digit should be 3, not 9; a digit may be mistyped
        line 304-228-6302: ICCID 89148007770000000019: the check digit should be 0, not 9; a digit may be mistyped"
    `);
  });

  test("two owners of one attribute are both named", () => {
    const claims = new Claims();
    claims.claim("LineSet fleet", `kajeet line ${BUS}`, ["ratePlan", "labels"]);
    expect(() =>
      claims.claim("RatePlan big", `kajeet line ${BUS}`, ["ratePlan"]),
    ).toThrowErrorMatchingInlineSnapshot(
      `[Misconfigured: kajeet line 304-228-6302: ratePlan is managed twice: by LineSet fleet and by RatePlan big. Leave it to one of the two.]`,
    );
    expect(() =>
      claims.claim("LabelAssignment loaners", `kajeet line ${BUS}`, ["labels/Loaner 2026"]),
    ).toThrowErrorMatchingInlineSnapshot(
      `[Misconfigured: kajeet line 304-228-6302: labels is managed twice: by LineSet fleet and by LabelAssignment loaners. Leave it to one of the two.]`,
    );
    claims.claim("FilterGroup staff", `kajeet line ${BUS}`, ["filterGroup"]);
  });
});

describe("of a line of its own, before anybody is asked", () => {
  test("a malformed number", async () => {
    expect(await refusedUnasked(line("bus", { mdn: "304-228-63021", nickname: "a" }))).toMatchInlineSnapshot(
      `"bus: mdn or iccid: "304-228-63021" is no MDN: expected ten digits, written 5212671508 or 521-267-1508"`,
    );
    expect(await refusedUnasked(line("bus", { iccid: "89148000x29731698614" }))).toMatchInlineSnapshot(
      `"bus: iccid: ICCID "89148000x29731698614" has characters other than digits, expected 18 to 20 digits"`,
    );
    expect(await refusedUnasked(line("bus", { mdn: BUS, imei: "35508433681" }))).toMatchInlineSnapshot(
      `"bus: imei: IMEI 35508433681 has 11 digits, expected 14 to 16 digits"`,
    );
    expect(await refusedUnasked(line("bus", { nickname: "nobody" }))).toMatchInlineSnapshot(
      `"bus: mdn or iccid: a line is declared by its MDN or its ICCID"`,
    );
  });

  test("an argument that there is not, and a value outside its list", async () => {
    const wrong = { mdn: BUS, nickame: "a", status: "lost", onDelete: "delete" } as never;
    expect(await refusedUnasked(line("bus", wrong))).toMatchInlineSnapshot(`
      "bus: unknown argument "nickame"; did you mean "nickname"?
      status: must be active, suspended or suspendedLostStolen
      onDelete: must be retain, suspend or remove"
    `);
  });
});

describe("names that the account does not have", () => {
  test("a rate plan, filter group and label, with the nearest ones", async () => {
    const lines = {
      [OFFICE]: { ratePlan: "KJ-5G", filterGroup: "Student_K9", labels: ["Campus: Oak Hil Elementary"] },
      [BUS]: { ratePlan: "unlimited", labels: ["zzz"] },
    };
    expect(await refused(lineSet("fleet", lines))).toMatchInlineSnapshot(`
      "fleet: kajeet LineSet of 2 lines: nothing was sent, because 5 values cannot be used:
        521-267-1508: ratePlan: unknown rate plan "KJ-5G"; did you mean "KJ-5GB"?
        304-228-6302: ratePlan: unknown rate plan "unlimited"; known are "KJ-1GB", "KJ-5GB", "KJ-UNL", "KJ-VZ-10GB", "KJ-VZ-BI", "KJ-TM-10GB", "KJ-AT-10GB"
        521-267-1508: filterGroup: unknown filter group "Student_K9"; did you mean "Student_K8"?
        521-267-1508: labels: unknown label "Campus: Oak Hil Elementary"; did you mean "Campus: Oak Hill Elementary"? (a new label is made by declaring a kajeet.Label)
        304-228-6302: labels: unknown label "zzz"; known are "Bus", "Van", "Campus: Oak Hill Elementary", "Campus: Maple Early Learning", "Campus: Riverside Academy", "Bus Route 29", "Campus: Northstar High" (a new label is made by declaring a kajeet.Label)"
    `);
  });

  test("two labels of one category", async () => {
    const labels = ["Campus: Oak Hill Elementary", "Campus: Northstar High"];
    expect(await refused(line("bus", { mdn: BUS, labels }))).toMatchInlineSnapshot(`
      "bus: kajeet Line 304-228-6302: nothing was sent, because a value cannot be used:
        304-228-6302: labels: "Campus: Northstar High" and "Campus: Oak Hill Elementary" are of one category, of which a line carries one label"
    `);
  });

  test("a line that is not there", async () => {
    expect(await refused(line("bus", { mdn: "304-999-9999", nickname: "a" }))).toMatchInlineSnapshot(
      `"bus: 304-999-9999: no such line in NORTHSTAR-ISD; a new line is declared by its ICCID, because the carrier gives the number. Check the number; a line of another device group is declared with corp set to that group."`,
    );
    expect(await refused(line("bus", { iccid: iccid(5), nickname: "a" }))).toMatchInlineSnapshot(
      `"bus: 89148007770000000051: no such line in NORTHSTAR-ISD; to order it, imei and carrier are missing. Check the number; a line of another device group is declared with corp set to that group."`,
    );
    expect(
      await refused(membership("RatePlan", "big", ["304-999-9999"], { ratePlan: "KJ-1GB" })),
    ).toMatchInlineSnapshot(
      `"big: 304-999-9999: no such line in NORTHSTAR-ISD. Check the number; a line of another device group is declared with corp set to that group."`,
    );
  });

  test("a line that is another one than its ICCID says", async () => {
    expect(await refused(line("bus", { mdn: BUS, iccid: iccid(5), nickname: "a" }))).toMatchInlineSnapshot(
      `"bus: 304-228-6302: iccid is 89012604706900592925 at the carrier and 89148007770000000051 in the declaration, so this may be another line. Correct iccid in the declaration, or look up which line is meant."`,
    );
  });
});

describe("statuses", () => {
  test("one that the business type does not allow", async () => {
    const config = { "cellular:kajeetUsername": "privatelte" };
    expect(
      await refused(line("bus", { mdn: BUS, status: "suspendedLostStolen" }), config),
    ).toMatchInlineSnapshot(`
      "bus: kajeet Line 304-228-6302: nothing was sent, because a value cannot be used:
        304-228-6302: status: the business type of the account does not allow "suspendedLostStolen"; it allows active, suspended"
    `);
  });

  test("from lost or stolen to suspended", async () => {
    await simulator.editLine(BUS, { status: "suspended_lost_stolen" });
    expect(await refused(lineSet("fleet", { [BUS]: { status: "suspended" } }))).toMatchInlineSnapshot(`
      "fleet: kajeet LineSet of 1 line: nothing was sent, because a value cannot be used:
        304-228-6302: status: a lost or stolen line must become active before it can be suspended"
    `);
  });
});

describe("the connection", () => {
  const bus = line("bus", { mdn: BUS, nickname: "a" });

  test("http to a host that is not this machine", async () => {
    const config = { "cellular:kajeetUrl": "http://sentinel.example.com/api" };
    expect(await refusedUnasked(bus, config)).toMatchInlineSnapshot(
      `"bus: connection "kajeet": CELLULAR_KAJEET_URL (or config cellular:kajeetUrl) must begin with https://; http is for a loopback address such as 127.0.0.1 only."`,
    );
  });

  test("no credentials, or half of them", async () => {
    const none = { "cellular:kajeetUsername": "", "cellular:kajeetPassword": "" };
    expect(await refusedUnasked(bus, none)).toMatchInlineSnapshot(
      `"bus: connection "kajeet": no credentials: set CELLULAR_KAJEET_TOKEN (or config cellular:kajeetToken), or CELLULAR_KAJEET_USERNAME (or config cellular:kajeetUsername) and CELLULAR_KAJEET_PASSWORD (or config cellular:kajeetPassword)."`,
    );
    expect(await refusedUnasked(bus, { "cellular:kajeetPassword": "" })).toMatchInlineSnapshot(
      `"bus: connection "kajeet": username is given but CELLULAR_KAJEET_PASSWORD (or config cellular:kajeetPassword) is missing."`,
    );
  });

  test("a wrong password: one try and no more, however many resources there are", async () => {
    const engine = new MiniEngine(simulator, { "cellular:kajeetPassword": "guessed" });
    const { errors } = await engine.up([bus, line("office", { mdn: OFFICE, nickname: "b" })]);
    expect(errors).toHaveLength(2);
    expect(errors[0]).toMatchInlineSnapshot(
      `"bus: Bad credentials (kajeet createToken, HTTP 401, UNAUTHORIZED). Check CELLULAR_KAJEET_USERNAME (config cellular:kajeetUsername) and CELLULAR_KAJEET_PASSWORD (config cellular:kajeetPassword). The login is not tried again."`,
    );
    expect((await simulator.journal()).map(({ operationId }) => operationId)).toEqual(["createToken"]);
  });

  test("a token that does not hold", async () => {
    const config = { "cellular:kajeetToken": "worn-out-token" };
    const message = await refused(bus, config);
    expect(message).not.toContain("worn-out-token");
    expect(message).toMatchInlineSnapshot(
      `"bus: 304-228-6302: Missing or unknown token (kajeet getDevice, HTTP 401, UNAUTHORIZED). The given token no longer holds: put a new one in CELLULAR_KAJEET_TOKEN (config cellular:kajeetToken), or give CELLULAR_KAJEET_USERNAME (config cellular:kajeetUsername) with CELLULAR_KAJEET_PASSWORD (config cellular:kajeetPassword) instead, so that tokens are renewed."`,
    );
  });

  test("a user without the scope", async () => {
    const { errors } = await new MiniEngine(simulator, { "cellular:kajeetUsername": "readonly" }).up([bus]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchInlineSnapshot(
      `"bus: 304-228-6302: Needs one of the scopes org_super, org_tech, org_kajeetmanaged, org_managerplus (kajeet setNickname, HTTP 403, FORBIDDEN_SCOPE). The API user needs org_super or org_tech or org_kajeetmanaged or org_managerplus, and the corp must be its own or below it."`,
    );
    expect((await simulator.line(BUS))!.nickname).toBe("Bus #47");
  });

  test("a corp of somebody else, and one that there is not", async () => {
    const foreign = line("bus", { mdn: BUS, nickname: "a", corp: "SOUTHFIELD-ISD" });
    expect(await refused(foreign)).toMatchInlineSnapshot(
      `"bus: 304-228-6302: Corp SOUTHFIELD-ISD is outside of NORTHSTAR-ISD (kajeet getDevice, HTTP 403, FORBIDDEN_SCOPE). No scope is needed for this, so the corp is probably not the API user's own or below it."`,
    );
    expect(await refused(line("bus", { mdn: BUS, nickname: "a", corp: "NORTHSTAR" }))).toMatchInlineSnapshot(
      `"bus: 304-228-6302: Corp NORTHSTAR not found (kajeet getDevice, HTTP 404, CORP_NOT_FOUND). Check the corp id; it is the code of a device group, not its display name."`,
    );
  });
});

describe("an answer that is none", () => {
  test.each([
    ["empty", "bus: 304-228-6302: the answer is empty (kajeet getDevice, HTTP 200)."],
    ["not-json", "bus: 304-228-6302: the answer is not JSON but text/html (kajeet getDevice, HTTP 200)."],
  ] as const)("%s, of a read", async (kind, answer) => {
    await simulator.faults.add({ kind, operation: ["listDevices", "getDevice"] });
    expect(await refused(line("bus", { mdn: BUS, nickname: "a" }))).toBe(answer);
  });

  test("of a setter, which is then looked at instead of taken for done", async () => {
    await simulator.faults.add({ kind: "not-json", operation: "setNickname", when: "before" });
    const { errors } = await new MiniEngine(simulator).up([line("bus", { mdn: BUS, nickname: "a" })]);
    expect(errors).toMatchInlineSnapshot(`
      [
        "bus: 304-228-6302: the carrier took the change, but it still shows another nickname (kajeet setNickname). Run \`pulumi refresh\` in a few minutes, then \`pulumi up\`.",
      ]
    `);
    expect((await simulator.line(BUS))!.nickname).toBe("Bus #47");
  });
});
