/** Functions that list and count lines. */
import { z } from "zod";
import { Misconfigured } from "../../core/errors";
import { defineFunction } from "../../core/function";
import { bulkSelection } from "../api/fields";
import {
  DEVICE_COLUMNS,
  type DeviceList,
  exportDevices,
  exportQueriedDevices,
  listAllowedStatuses,
  listDevices,
  listFilterGroups,
  QUERY_COLUMNS,
  queryDevices as query,
  getDeviceTotals as totals,
} from "../api/index";
import { kajeet } from "../session";
import { corp, type ExportableList, exportField, given, linePage, searchField } from "./args";

const columns = (names: readonly string[]) =>
  z
    .array(z.enum(names))
    .min(1)
    .optional()
    .describe("With export: the columns in the order wanted; all of them where left out.");

const devicesArgs = z.object({
  corp,
  ...linePage,
  searchValue: searchField,
  labelIds: z.array(z.number().int()).optional().describe("Lines that carry any of these labels."),
  columns: columns(DEVICE_COLUMNS),
  export: exportField,
});

/**
 * Lines of a corp: one page as `{ totalCount, devices }`, or all of them as CSV text with `export: "CSV"`.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{corpId}. Any token.
 */
export const getDevices = defineFunction({
  carrier: kajeet,
  name: "getDevices",
  describe: "Lists the lines of a corp, a page at a time, or all of them as CSV.",
  args: devicesArgs,
  returns: "totalCount (all matches) and the devices of the page; with export: CSV text.",
  async run(session, { corp: declared, export: form, columns: chosen, ...asked }) {
    const corpId = await session.corp(declared);
    const wanted = given({ corpId, ...asked });
    if (form === "CSV") return exportDevices(session.http, given({ ...wanted, columns: chosen }));
    refuseColumns("getDevices", chosen);
    return listDevices(session.http, wanted);
  },
}) as ExportableList<z.input<typeof devicesArgs>, DeviceList>;

const fields = bulkSelection.shape;

/** What picks the lines of a query; at least one of these. */
const picking = {
  selectAll: fields.selectAll.describe("Every line of the corp, before the filters."),
  searchValue: searchField,
  labelIds: fields.labelIds.describe("Lines that carry any of these labels."),
  statuses: fields.statuses.describe("Lines in any of these statuses, as they are read."),
  networks: fields.networks.describe("Lines on any of these networks, for example Verizon."),
  filterGroups: fields.filterGroups.describe("Lines in any of these filter groups."),
  includeMdns: fields.includeMdns.describe("Lines added to what the filters pick."),
  excludeMdns: fields.excludeMdns.describe("Lines taken out, last."),
} as const;

const queryArgs = z.object({
  corp,
  ...linePage,
  ...picking,
  columns: columns(QUERY_COLUMNS),
  export: exportField,
});

/**
 * Lines picked by what they are: one page as `{ totalCount, devices }`, or all of them as CSV text with `export: "CSV"`.
 *
 * Sentinel API: Devices, POST /v1.0/devices/{corpId}/customizedList. Not for scope org_mediacenter. `Rejected` where
 * nothing picks.
 */
export const queryDevices = defineFunction({
  carrier: kajeet,
  name: "queryDevices",
  describe:
    "Lists lines picked by what they are (status, network, filter group, labels, search), a page at a time, or all of them as CSV.",
  args: queryArgs,
  returns: "totalCount (all matches) and the devices of the page; with export: CSV text.",
  async run(session, { corp: declared, export: form, columns: chosen, ...asked }) {
    const corpId = await session.corp(declared);
    const wanted = given({ corpId, ...asked });
    if (form === "CSV") return exportQueriedDevices(session.http, given({ ...wanted, columns: chosen }));
    refuseColumns("queryDevices", chosen);
    return query(session.http, wanted);
  },
}) as ExportableList<z.input<typeof queryArgs>, DeviceList>;

/**
 * How many lines are active and suspended; lost and stolen ones count as suspended.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{corpId}/totals. Any token.
 */
export const getDeviceTotals = defineFunction({
  carrier: kajeet,
  name: "getDeviceTotals",
  describe: "Counts the lines of a corp: active, suspended, all.",
  args: z.object({ corp, searchValue: searchField }),
  returns: "active, suspended (lost and stolen ones among them) and total.",
  run: async (session, { corp: declared, ...asked }) =>
    totals(session.http, given({ corpId: await session.corp(declared), ...asked })),
});

/**
 * Statuses that the business type of the account may use.
 *
 * Sentinel API: Devices, GET /v1.0/devices/{corpId}/status. Scope org_super, org_tech, org_kajeetmanaged or
 * org_managerplus.
 */
export const getAllowedStatuses = defineFunction({
  carrier: kajeet,
  name: "getAllowedStatuses",
  describe: "Tells which statuses the business type of the account may use.",
  args: z.object({ corp }),
  returns: "businessType and statuses.",
  run: async (session, { corp: declared }) =>
    listAllowedStatuses(session.http, { corpId: await session.corp(declared) }),
});

/**
 * Content filter groups of the account, with the one that lines fall back to marked `isDefault`.
 *
 * Sentinel API: Devices, GET /v1.0/devices/filterGroup. Not for scope org_mediacenter.
 */
export const getFilterGroups = defineFunction({
  carrier: kajeet,
  name: "getFilterGroups",
  describe: "Lists the content filter groups of the account.",
  args: z.object({}),
  returns: "A list of name, description, isDefault and deviceCount.",
  run: ({ http }) => listFilterGroups(http, {}),
});

/** The columns of a page of objects are always the same ones. */
function refuseColumns(operation: string, chosen: readonly string[] | undefined): void {
  if (chosen === undefined) return;
  throw new Misconfigured("columns belong to an export", {
    carrier: "kajeet",
    operation,
    next: 'Set export: "CSV", or leave the columns out.',
  });
}
