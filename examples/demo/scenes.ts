import type { OperationResult, PropertyChange } from "../../test/engine/index";
import type { Stage } from "./stage";
import { edit, labelsOf, type Row } from "./table";
import { counted, tell } from "./tell";

const SCHOOL = "Campus: Cedar Creek Middle";
const BUS = "Bus Route 4";

/** The fleet comes under management as it is: nothing at the carrier changes. */
export async function adopt(stage: Stage): Promise<void> {
  tell.title("1  Adopt the fleet that is there");
  tell.say(
    `The inventory is the portal's own CSV export: ${counted(stage.rows().length, "line")} in lines.csv.`,
  );
  const { result, cost } = await stage.play("adopt 499 lines", () => stage.stack.up());
  must(result);
  remarks(result);
  expect(cost.writes === 0, `${counted(cost.reads, "list page")} read, nothing written: no line was touched`);
  const again = await stage.play("preview, nothing changed", () => stage.stack.preview());
  must(again.result);
  expect(again.cost.reads + again.cost.writes === 0, "a preview without a change asks the carrier nothing");
}

/** A day's work in the inventory, reviewed as a plan and then applied. */
export async function change(stage: Stage): Promise<void> {
  tell.title("2  A pull request edits the inventory");
  const rows = stage.rows();
  const bus = edit(
    rows,
    (row) => labelsOf(row).includes(BUS) && !labelsOf(row).includes("E-Rate"),
    (row) => ({ LABELS: [...labelsOf(row), "E-Rate"].join(";") }),
  );
  const school = edit(
    rows,
    (row) => labelsOf(row).includes(SCHOOL) && row.STATUS === "active",
    () => ({ RATE_PLAN: "KJ-5GB" }),
  );
  const lost = rows.find((row) => row.NICKNAME?.includes("Hotspot") && row.STATUS === "active")!;
  lost.STATUS = "suspended_lost_stolen";
  const stock = (await stage.carrier.state()).stock.filter(
    ({ carrier, status, imei }) => carrier === "Verizon" && status === "AV" && imei,
  );
  const fresh = stock.slice(0, 3).map(
    ({ iccid, imei }, i): Row => ({
      UICC: iccid,
      IMEI: imei!,
      CARRIER: "VERIZON",
      STATUS: "active",
      FILTER_GROUP: "Student_K8",
      NICKNAME: `New bus ${i + 1}`,
    }),
  );
  stage.commit([...rows, ...fresh]);
  tell.say(`label E-Rate on ${counted(bus, "line")} of ${BUS}`);
  tell.say(`rate plan KJ-5GB for ${counted(school, "active line")} of ${SCHOOL}`);
  tell.say(`${lost.MDN} (${lost.NICKNAME}) is lost: suspended_lost_stolen`);
  tell.say("three SIMs from stock, declared by their ICCID, to be activated on VERIZON");

  const plan = await stage.play("preview the change", () => stage.stack.preview());
  must(plan.result);
  tell.say("");
  rowsOf(plan.result, 6);
  expect(plan.cost.reads + plan.cost.writes === 0, "the plan was made without asking the carrier");

  const { result, cost } = await stage.play("apply it", () => stage.stack.up());
  must(result);
  remarks(result);
  expect(
    (await stage.carrier.line(lost.MDN!))?.status === "suspended_lost_stolen",
    `${lost.MDN} is suspended as lost`,
  );
  tell.good(
    `${counted(cost.writes, "write")} for ${counted(bus + school + 1 + 3, "line")}; the rate plan has no bulk call, so it took ${school} of them`,
  );
  const numbers = (await stage.carrier.lines()).filter(({ nickname }) =>
    String(nickname).startsWith("New bus"),
  );
  expect(numbers.length === 3, `the new lines have numbers: ${numbers.map(({ mdn }) => mdn).join(", ")}`);
}

/** Somebody deletes rows, and somebody else allowed removals in the program. The guard stands in between. */
export async function refuse(stage: Stage): Promise<void> {
  tell.title("3  Rows are deleted, with onDelete: remove");
  const rows = stage.rows();
  const victims = rows.filter((row) => row.MDN).slice(0, 2);
  stage.commit(rows.filter((row) => !victims.includes(row)));
  stage.stack.setConfig({ onDelete: "remove" });
  const { result } = await stage.play("delete 2 lines: refused", () => stage.stack.up());
  if (result.ok) throw new Error("the guard let lines be removed");
  for (const { message } of result.diagnostics.filter(({ severity }) => severity === "error").slice(0, 1))
    tell.quote(message.trim());
  const removals = (await stage.carrier.journal({ operation: "removeLine" })).length;
  expect(
    removals === 0,
    "no removal reached the carrier: numbers are lost only with protection off and an approval that names the line",
  );
  stage.commit(rows);
  stage.stack.setConfig({ onDelete: "retain" });
  must((await stage.play("rows restored", () => stage.stack.up())).result);
}

/** A change behind our back is found, shown, and repaired. */
export async function drift(stage: Stage): Promise<void> {
  tell.title("4  Somebody changes lines in the portal");
  const [first, second] = stage
    .rows()
    .filter((row) => row.MDN && row.STATUS === "active")
    .slice(10, 12) as [Row, Row];
  await stage.carrier.editLine(first.MDN!, { nickname: "ask Bob" });
  await stage.carrier.editLine(second.MDN!, { status: "suspended" });
  const seen = await stage.play("refresh: find the drift", () => stage.stack.refresh());
  must(seen.result);
  rowsOf(seen.result, 4);
  expect(
    seen.cost.writes === 0,
    `found with ${counted(seen.cost.reads, "list page")}, one call a page and none a line`,
  );
  const mended = await stage.play("up: repair it", () => stage.stack.up());
  must(mended.result);
  const line = await stage.carrier.line(second.MDN!);
  expect(
    line?.status === "active",
    `repaired with ${counted(mended.cost.writes, "write")}: the carrier is as the inventory says again`,
  );
}

/** The stack goes, the lines stay. */
export async function leave(stage: Stage): Promise<void> {
  tell.title("5  Tear down");
  const before = (await stage.carrier.lines()).length;
  const { result, cost } = await stage.play("destroy", () => stage.stack.destroy());
  must(result);
  const after = (await stage.carrier.lines()).length;
  expect(
    cost.writes === 0 && after === before,
    `the stack is gone; all ${after} lines and their numbers are kept`,
  );
}

function must(result: OperationResult): void {
  if (result.ok) return;
  const errors = result.diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ message }) => message.trim());
  throw new Error(`${result.operation} failed:\n${errors.join("\n") || result.output.program}`);
}

/** A promise of the demo; one that does not hold ends it. */
function expect(holds: boolean, text: string): void {
  if (!holds) throw new Error(`this did not hold: ${text}`);
  tell.good(text);
}

function remarks(result: OperationResult): void {
  for (const { message, severity, ephemeral } of result.diagnostics) {
    if (severity === "info" && !ephemeral && message.startsWith("kajeet ")) tell.say(message.trim());
  }
}

/** The rows that change, as an old and a new text, with what is equal in both left out. */
function rowsOf(result: OperationResult, most: number): void {
  const changes = result.steps.flatMap(({ diff }) => diff).filter(({ path }) => path.startsWith("lines"));
  const rank = ({ old, new: wanted }: PropertyChange) =>
    old === undefined ? 0 : wanted === undefined ? 1 : 2;
  changes.sort((a, b) => rank(a) - rank(b));
  for (const one of changes.slice(0, most)) tell.quote(rowText(one));
  if (changes.length > most) tell.quote(`… and ${changes.length - most} more`);
}

function rowText({ path, old, new: wanted }: PropertyChange): string {
  const name = /\["?(.+?)"?\]|\.(.+)$/.exec(path)?.slice(1).find(Boolean) ?? path;
  const cells = (text: unknown) => (typeof text === "string" ? text.split("; ") : []);
  const [was, is] = [cells(old), cells(wanted)];
  if (was.length === 0) return `+ ${name}  ${is.join("; ")}`;
  if (is.length === 0) return `- ${name}  ${was.join("; ")}`;
  const gone = was.filter((cell) => !is.includes(cell)).join("; ") || "not managed";
  return `~ ${name}  ${gone}  →  ${is.filter((cell) => !was.includes(cell)).join("; ")}`;
}
