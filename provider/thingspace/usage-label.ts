import { z } from "zod";
import { programClaims } from "../core/claims";
import { Ambiguous, CellularError } from "../core/errors";
import { isPlain } from "../core/lines/line-args";
import { pieces } from "../core/pieces";
import { type Context, defineResource, type Outcome } from "../core/resource";
import { counted, someOf } from "../core/words";
import { accountOf, accountOutput, placeFields } from "./account";
import { LABELS_PER_CALL, removeUsageLabels, setUsageLabels, usageLabel } from "./api/index";
import { deadlineField, deadlineOf } from "./deadline";
import { claimLines, idOf, inOrder, keyOf, namedLines } from "./named-lines";
import { type Followed, type OpenRequest, PENDING_DESCRIBED, type PendingState, Requests } from "./requests";
import { type ThingspaceSession, thingspace } from "./session";

const args = z.object({
  ...placeFields,
  name: usageLabel.shape.name.describe(
    "Name of the label, 3 to 32 letters or digits. Another one makes another label.",
  ),
  value: usageLabel.shape.value.describe(
    "Value of the label, 3 to 32 letters or digits. Another one makes another label. A line has one value of a name.",
  ),
  lines: namedLines.describe("The lines that carry the label, by ICCID, IMEI or MDN."),
  onDelete: z
    .enum(["remove", "retain"])
    .default("remove")
    .describe(
      "What happens to the label when it is no longer declared: it is taken off whatever lines carry it, or left on them.",
    ),
  deadlineSeconds: deadlineField,
});

type LabelArgs = z.infer<typeof args>;
/** `lines` of a state are those that carry the label, as far as anybody can know. */
type LabelState = LabelArgs & PendingState & { account: string; stateVersion: number };
type At = Context<ThingspaceSession>;

/**
 * A usage label on lines, by which usage is split in bills. The carrier cannot be asked which lines carry it, so state is
 * all that is known: what is changed elsewhere is not seen. Nor can it be taken off a single line: when one leaves, the
 * label is removed as a whole and given to the others again (G-LABEL3: in the order of the requests).
 *
 * ThingSpace API: Segmentation, POST and DELETE /devices/actions/usagesegmentationlabels, at most 2,000 lines a call.
 * Lines that fail are named where a receiver hears CarrierService; otherwise a request that was taken counts as done.
 */
export const UsageLabel = defineResource({
  carrier: thingspace,
  name: "UsageLabel",
  describe:
    "A usage label, a name with a value, on lines: usage can then be asked for and billed by it. The carrier does not show which lines carry it, so changes made elsewhere are not seen; failures of single lines are told where a receiver listens to CarrierService. When a line leaves, the label is removed as a whole and given to the other lines again.",
  args,
  outputs: {
    account: accountOutput,
    pending: PENDING_DESCRIBED,
    stateVersion: "Version of this state's form.",
  },
  replaces: ["name", "value", "accountName", "connection"],
  subject: ({ name, value }) => `thingspace usage label ${name}=${value}`,
  id: ({ account, name, value }: LabelState) => `${account}/usageLabels/${name}=${value}`,

  async ensure(context, declared, present) {
    const account = accountOf(context, declared, present);
    const work = new Labelling(context, account, declared);
    const before = present?.lines ?? [];
    const earlier = work.requests.earlier(present, new Set([...before, ...declared.lines]));
    return work.run(before, earlier, declared);
  },

  // Nothing can be read: only what became of requests under way is news.
  async read(context, present) {
    const work = new Labelling(context, present.account, present);
    work.carrying = new Set(present.lines);
    const pendingLines = (present.pending ?? []).flatMap(({ lines }) => lines);
    const earlier = work.requests.earlier(present, [...present.lines, ...pendingLines]);
    if (earlier.length === 0) return present;
    work.take(await work.requests.glance(earlier));
    return work.state(present);
  },

  async remove(context, present) {
    const { host, subject } = context;
    const work = new Labelling(context, present.account, present);
    const pendingLines = (present.pending ?? []).flatMap(({ lines }) => lines);
    const lines = [...present.lines, ...pendingLines];
    if (present.onDelete === "retain") {
      const some = counted(present.lines.length, "line");
      host.log(
        "info",
        `${subject}: no longer managed, ${some} ${present.lines.length === 1 ? "keeps" : "keep"} it`,
      );
      work.requests.forget(lines);
      return;
    }
    work.carrying = new Set(present.lines);
    const open = work.requests.earlier(present, lines);
    // A label that is still being put on would come back after its removal.
    work.take(await work.requests.follow(open));
    if (work.faults.length === 0 && (work.carrying.size > 0 || present.lines.length === 0))
      await work.strip();
    if (work.faults.length > 0) throw work.faults[0];
    work.requests.forget(lines);
  },

  program(name, written: Record<string, unknown>) {
    const { name: label, value, lines } = written;
    if (isPlain([label, value])) {
      const owner = `UsageLabel ${name}`;
      programClaims.claim(owner, `thingspace usage label ${label}=${value}`, ["the label"]);
      claimLines(owner, lines, [`usageLabel/${label}`]);
    }
    return written;
  },
});

export type UsageLabel = InstanceType<typeof UsageLabel>;

/** One run's work on one label. */
class Labelling {
  readonly requests: Requests;
  /** Lines that carry the label. */
  carrying = new Set<string>();
  left: OpenRequest[] = [];
  faults: CellularError[] = [];

  constructor(
    private readonly context: At,
    private readonly account: string,
    private readonly label: Pick<LabelArgs, "name" | "value" | "deadlineSeconds">,
  ) {
    const { name, value } = label;
    this.requests = new Requests(context, account, {
      scope: `usage label ${name}=${value}`,
      service: "CarrierService",
      ids: (line) => [keyOf(line).key],
      deadlineMs: deadlineOf(label),
    });
  }

  async run(
    before: readonly string[],
    earlier: readonly OpenRequest[],
    declared: LabelArgs,
  ): Promise<Outcome<LabelState>> {
    this.carrying = new Set(before);
    this.take(await this.requests.follow(earlier));
    const wanted = new Set(declared.lines);
    const underWay = new Set(this.left.flatMap(({ lines }) => lines));
    const leaving = [...this.carrying].filter((line) => !wanted.has(line));
    // Nothing is removed while something is still under way: the two could overtake each other.
    if (leaving.length > 0 && this.left.length === 0) await this.strip();
    if (![...this.carrying].some((line) => !wanted.has(line))) {
      await this.put(declared.lines.filter((line) => !this.carrying.has(line) && !underWay.has(line)));
    }
    return { state: this.state(declared), faults: this.faults };
  }

  /** Puts the label on lines, as many a call as the carrier takes. */
  async put(lines: readonly string[]): Promise<void> {
    const { name, value } = this.label;
    const sent: OpenRequest[] = [];
    for (const some of pieces(lines, LABELS_PER_CALL)) {
      const call = () =>
        setUsageLabels(this.context.session.http, {
          accountName: this.account,
          labels: some.map((line) => ({ deviceIds: [idOf(line)], label: { name, value } })),
        });
      await this.attempt(some, async () => {
        sent.push(await this.requests.send("setUsageLabels", some, { name, value }, call));
      });
    }
    this.take(await this.requests.follow(sent));
  }

  /** Takes the label off every line that carries it. */
  async strip(): Promise<void> {
    const { name, value } = this.label;
    const lines = [...this.carrying];
    const call = () =>
      removeUsageLabels(this.context.session.http, {
        accountName: this.account,
        labels: [{ name, value }],
      });
    await this.attempt(lines, async () => {
      const request = await this.requests.send("removeUsageLabels", lines, { name, value }, call);
      this.take(await this.requests.follow([request]));
    });
  }

  take({ ends, left, faults }: Followed): void {
    for (const { request, line, error } of ends) {
      if (error) this.faults.push(error);
      else if (request.operation === "removeUsageLabels") this.carrying.delete(line);
      else this.carrying.add(line);
    }
    this.left.push(...left);
    this.faults.push(...faults);
  }

  state(declared: LabelArgs): LabelState {
    const { pending: _pending, ...rest } = declared as LabelState;
    const pending = this.requests.pending(this.left);
    const lines = inOrder(this.carrying);
    return { ...rest, lines, account: this.account, ...pending, stateVersion: 1 };
  }

  private async attempt(lines: readonly string[], act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof CellularError)) throw error;
      this.faults.push(error instanceof Ambiguous ? this.unknownEnd(error, lines) : error);
    }
  }

  private unknownEnd(error: Ambiguous, lines: readonly string[]): Ambiguous {
    return new Ambiguous(error.problem, {
      ...error.facts,
      subject: lines.length === 0 ? this.context.subject : `${this.context.subject} on ${someOf(lines)}`,
      next: "Run `pulumi up` again: it is sent once more, which changes nothing on lines that have the label.",
    });
  }
}
