import { faultOf } from "../../core/faults";
import { bulkSelection } from "../http/bodies";
import { type Call, type KajeetOperation, operation, type Reply } from "../http/operation";
import { customizedQuery, listQuery, totalsQuery } from "../http/queries";
import { lineInCorp } from "../http/single";
import { ApiError, invalid } from "../model/errors";
import { devicesCsv, LIST_COLUMNS, QUERY_COLUMNS } from "../model/export";
import type { Line } from "../model/line";
import { targetsOfSelection } from "../model/selection";
import { deviceView } from "../model/view";
import { noDevice } from "../model/world";

interface Page {
  offset: number;
  limit: number;
  columns?: string | undefined;
  export?: "CSV" | undefined;
}

export const listOperations: KajeetOperation[] = [
  operation("D18", "listDevices", "GET /v1.0/devices/{corpId}", {
    query: listQuery,
    lists: true,
    handle: (call) => {
      const { corpId } = call.world.corps.reachable(call.user.corpId, call.params.corpId ?? "");
      const { sort, sortDir, searchValue, labelIds } = call.query;
      const lines = call.listing.list({ corpId, sort, sortDir, searchValue, labelIds });
      return page(call, lines, call.query, LIST_COLUMNS);
    },
  }),
  operation("D20", "queryDevices", "POST /v1.0/devices/{corpId}/customizedList", {
    deny: ["org_mediacenter"],
    query: customizedQuery,
    body: bulkSelection,
    lists: true,
    handle: (call) => {
      const { corpId } = call.world.corps.reachable(call.user.corpId, call.params.corpId ?? "");
      const wanted = new Set(targetsOfSelection(call.world, corpId, call.body).map(({ line }) => line));
      const { sort, sortDir } = call.query;
      const lines = call.listing.list({ corpId, sort, sortDir }).filter((line) => wanted.has(line));
      return page(call, lines, call.query, QUERY_COLUMNS);
    },
  }),
  operation("D25", "listDevicesByImei", "GET /v1.0/devices/{corpId}/imei/{imei}", {
    lists: true,
    handle: (call) => {
      const { corpId = "", imei = "" } = call.params;
      call.world.corps.reachable(call.user.corpId, corpId);
      const lines = call.world.withImei(imei).filter((line) => line.corpId === corpId);
      return answerList(call, lines, lines.length);
    },
  }),
  operation("D35", "getDeviceTotals", "GET /v1.0/devices/{corpId}/totals", {
    query: totalsQuery,
    handle: (call) => {
      const { corpId } = call.world.corps.reachable(call.user.corpId, call.params.corpId ?? "");
      const { searchValue } = call.query;
      const lines = call.listing.list({ corpId, sort: "MDN", sortDir: "ASC", searchValue });
      const active = lines.filter((line) => call.world.seen(line).status === "active").length;
      call.addressed(lines.length);
      // Lost and stolen lines count as suspended.
      return { json: { active, suspended: lines.length - active, total: lines.length } };
    },
  }),
  operation("D36", "getDevice", "GET /v1.0/devices/{corpId}/{mdn}", {
    handle: (call) => ({ json: deviceView(call.world, lineInCorp(call)) }),
  }),
  operation("D38", "getDeviceIfStatus", "GET /v1.0/devices/{corpId}/{mdn}/{status}", {
    handle: (call) => {
      const status = call.params.status ?? "";
      if (!["active", "suspended", "suspended_lost_stolen"].includes(status)) {
        throw invalid("status", "must be active, suspended or suspended_lost_stolen");
      }
      const device = deviceView(call.world, lineInCorp(call));
      // The line exists, with another status (A-ST3).
      if (device.status !== status) throw noDevice(`${device.mdn} with status ${status}`);
      return { json: device };
    },
  }),
];

function page(
  call: Call<unknown, unknown>,
  lines: readonly Line[],
  query: Page,
  known: readonly string[],
): Reply {
  if (query.export === "CSV") {
    const columns = query.columns === undefined || query.columns === "" ? known : query.columns.split(",");
    const unknown = columns.find((column) => !known.includes(column));
    if (unknown !== undefined) throw invalid("columns", `has no column ${unknown}`);
    call.addressed(lines.length);
    return { csv: devicesCsv(call.world, lines, columns) };
  }
  return answerList(call, lines.slice(query.offset, query.offset + query.limit), lines.length);
}

function answerList(call: Call<unknown, unknown>, lines: readonly Line[], totalCount: number): Reply {
  call.addressed(lines.length);
  const emptyAnswer = faultOf(call.faults, "empty-list")?.status ?? 200;
  // Two ways of saying that nothing was found are known (A-LST3).
  if (totalCount === 0 && emptyAnswer === 404) throw new ApiError("DEVICE_NOT_FOUND", "No devices found");
  return { json: { totalCount, devices: lines.map((line) => deviceView(call.world, line)) } };
}
