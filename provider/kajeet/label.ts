import { z } from "zod";
import { Conflict, Misconfigured, NotFound } from "../core/errors";
import { unknownName } from "../core/nearest";
import { type Context, defineResource } from "../core/resource";
import { pickArguments } from "../core/schema";
import { accountOf, accountOutput, placeFields } from "./account";
import {
  type Label as AccountLabel,
  bulkAddLabels,
  bulkDeleteLabels,
  listDevices,
  listLabelCategoryCounts,
  listLabels,
} from "./api/index";
import { type KajeetSession, kajeet } from "./session";

const args = z.object({
  ...placeFields,
  name: z
    .string()
    .trim()
    .min(1)
    .max(64)
    .describe("Name of the label, 1 to 64 characters. Another name makes another label."),
  category: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Name of its category, one of getLabelCategories: a line carries at most one label of a category. Not managed where it is left out.",
    ),
  onDelete: z
    .enum(["remove", "retain"])
    .default("remove")
    .describe("What happens to the label when it is no longer declared: it is removed, or left as it is."),
  force: z
    .boolean()
    .default(false)
    .describe(
      "Removes the label even while lines carry it; they lose it, and nobody keeps which lines they were.",
    ),
});

type LabelArgs = z.infer<typeof args>;

/** What state holds of a label. How many lines carry it is not among it: that changes without anybody changing the label. */
type LabelState = LabelArgs & {
  account: string;
  labelId: number;
  categoryId?: number;
  stateVersion: number;
};

/**
 * A label of the account. One that exists under this name is adopted. The carrier cannot rename a label, so another name
 * replaces it; it is removed only when no line carries it, unless forced.
 *
 * Sentinel API: Devices, PUT /v1.0/devices/bulkAddLabels, GET /v1.0/devices/labels, DELETE
 * /v1.0/devices/{corpId}/bulkDeleteLabels. Not for scope org_mediacenter or readonly.
 */
export const Label = defineResource({
  carrier: kajeet,
  name: "Label",
  describe:
    "A label of the account, in a category or in none. An existing label of the same name is adopted; a label that lines still carry is not removed unless forced.",
  args,
  outputs: {
    account: accountOutput,
    labelId: "The carrier's number of the label.",
    categoryId: "The carrier's number of its category, where it is in one.",
    stateVersion: "Version of this state's form.",
  },
  replaces: ["name", "category", "corp", "connection"],
  subject: ({ name }) => `kajeet label "${name}"`,
  id: ({ account, labelId }: LabelState) => `${account}/labels/${labelId}`,

  async find(context, declared) {
    const account = await accountOf(context, declared, undefined);
    const found = await named(context.session, declared.name);
    return found && stateOf(declared, account, found);
  },

  async ensure(context, declared, present) {
    const account = await accountOf(context, declared, present);
    const now = present && (await numbered(context.session, present));
    const label = now ?? (await make(context, account, declared));
    if (declared.category !== undefined && label.categoryName !== declared.category) {
      throw new Conflict(
        `it exists in ${label.categoryName ? `category "${label.categoryName}"` : "no category"}, not in "${declared.category}", and cannot be moved`,
        {
          carrier: "kajeet",
          subject: context.subject,
          next: "Declare the category it is in, leave the category out, or use another name.",
        },
      );
    }
    return { state: stateOf(declared, account, label) };
  },

  async read({ session }, present) {
    const now = await numbered(session, present);
    return now && stateOf({ ...present, name: now.name }, present.account, now);
  },

  async remove({ session, subject, host }, present) {
    if (present.onDelete === "retain") {
      host.log("info", `${subject}: no longer managed, the account keeps it`);
      return;
    }
    const now = (await listLabels(session.http, {})).find(({ labelId }) => labelId === present.labelId);
    if (!now) return;
    const carried = now.deviceCount ?? (await linesWith(session, present));
    if (carried > 0 && !present.force) {
      throw new Conflict(
        `not removed: ${carried} ${carried === 1 ? "line carries it and would lose it" : "lines carry it and would lose it"}`,
        {
          carrier: "kajeet",
          subject,
          next: "Take it off the lines first; or apply force: true, or onDelete: retain, before removing it.",
        },
      );
    }
    await bulkDeleteLabels(session.http, {
      corpId: present.account,
      labelIds: [present.labelId],
      removeDefinition: true,
    }).catch(unlessGone);
    session.references.forgetLabels();
  },
});

export type Label = InstanceType<typeof Label>;

/** The state of a label as it is; `declared` may be an earlier state. */
function stateOf(declared: LabelArgs, account: string, label: AccountLabel): LabelState {
  return {
    ...(pickArguments(declared, args.shape) as LabelArgs),
    // A category that is not declared is not managed, so it is kept out of what is compared.
    ...(declared.category === undefined ? {} : { category: label.categoryName ?? "" }),
    account,
    labelId: label.labelId,
    ...(typeof label.categoryId === "number" ? { categoryId: label.categoryId } : {}),
    stateVersion: 1,
  };
}

async function named(session: KajeetSession, name: string): Promise<AccountLabel | undefined> {
  const found = await listLabels(session.http, { searchValue: name });
  return found.find((label) => label.name === name);
}

/** The label of a state as it is now, whatever its name has become. All labels of a deployment share the list. */
async function numbered(session: KajeetSession, present: LabelState): Promise<AccountLabel | undefined> {
  const labels = await session.references.labels([present.name]);
  return [...labels.values()].find(({ labelId }) => labelId === present.labelId);
}

async function make(
  { session, subject }: Context<KajeetSession>,
  account: string,
  { name, category }: LabelArgs,
): Promise<AccountLabel> {
  const categoryId = category === undefined ? undefined : await categoryNamed(session, subject, category);
  // Without lines the call makes the label and nothing else (A-L2).
  const { labels } = await bulkAddLabels(session.http, {
    corpId: account,
    labels: [{ name, ...(categoryId === undefined ? {} : { categoryId }) }],
  });
  const made = labels.find((label) => label.name === name) ?? (await named(session, name));
  if (made) return made;
  throw new NotFound("the carrier took it, but does not list it yet", {
    carrier: "kajeet",
    operation: "bulkAddLabels",
    subject,
    next: "Run `pulumi up` again: it is adopted as soon as it is listed.",
  });
}

async function categoryNamed(session: KajeetSession, subject: string, name: string): Promise<number> {
  const categories = await listLabelCategoryCounts(session.http, {});
  const found = categories.find(({ categoryName }) => categoryName === name);
  if (found) return found.categoryId;
  const names = categories.map(({ categoryName }) => categoryName);
  throw new Misconfigured(unknownName("label category", name, names), {
    carrier: "kajeet",
    subject,
    next: "Categories are made in the portal.",
  });
}

/** How many lines carry it, where the list of labels does not tell. */
async function linesWith(session: KajeetSession, { account, labelId }: LabelState): Promise<number> {
  const page = { offset: 0, limit: 1, sort: "MDN", sortDir: "ASC" } as const;
  return (await listDevices(session.http, { corpId: account, ...page, labelIds: [labelId] })).totalCount;
}

function unlessGone(error: unknown): void {
  if (!(error instanceof NotFound)) throw error;
}
