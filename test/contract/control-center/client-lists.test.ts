/** A search is read to its end, each line once, however often the pages shift meanwhile. */
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getWholeAuditTrail, SINCE_EVER, searchAllDevices } from "../../../provider/control-center/api";
import { controlCenterProfile } from "../../../provider/control-center/connection";
import { createHttp, type Http } from "../../../provider/core/http";
import { type Carrier, FastClock, failure, type Reply, serve } from "../../unit/core/http-fixture";
import { ICCID } from "./client-samples";
import { connectionOf } from "./client-setup";

let carrier: Carrier;
let http: Http;
let answer: (query: URLSearchParams) => Reply;

beforeAll(async () => {
  carrier = await serve(({ url }) => answer(new URL(url, "http://carrier").searchParams));
  http = createHttp(controlCenterProfile, connectionOf(carrier.url), { clock: new FastClock() });
});

beforeEach(() => {
  carrier.seen.length = 0;
});

afterAll(async () => {
  await http.close();
  await carrier.close();
});

const calls = () => carrier.seen.length;
const iccidOf = (index: number) => `89882167169${String(index).padStart(8, "0")}`;
const pagesRead = () =>
  carrier.seen.map(({ url }) => Number(new URL(url, "http://carrier").searchParams.get("pageNumber")));

/** A carrier of so many lines, in the order of their last change. `before` each call something may happen to them. */
function world(count: number, before: (lines: Lines, call: number) => void = () => {}, total = false): Lines {
  const lines = new Lines(count);
  let call = 0;
  answer = (query) => {
    call += 1;
    before(lines, call);
    const size = Number(query.get("pageSize"));
    const page = Number(query.get("pageNumber"));
    const rows = lines.order.slice((page - 1) * size, page * size);
    return {
      json: {
        pageNumber: page,
        devices: rows.map((iccid) => ({
          iccid,
          status: "ACTIVATED",
          ratePlan: lines.plans.get(iccid) ?? null,
        })),
        lastPage: page * size >= lines.order.length,
        ...(total ? { totalCount: lines.order.length } : {}),
      },
    };
  };
  return lines;
}

class Lines {
  order: string[];
  readonly plans = new Map<string, string>();

  constructor(count: number) {
    this.order = Array.from({ length: count }, (_, index) => iccidOf(index));
  }

  change(iccid: string, plan: string): void {
    this.leave(iccid);
    this.order.push(iccid);
    this.plans.set(iccid, plan);
  }

  leave(iccid: string): void {
    this.order = this.order.filter((each) => each !== iccid);
  }
}

const search = (more = {}) => searchAllDevices(http, { modifiedSince: SINCE_EVER, ...more });
const found = async (more = {}) => (await search(more)).map(({ iccid }) => iccid).sort();

describe("all lines of a search", () => {
  it.each([
    [0, 1],
    [1, 1],
    [50, 1],
    [51, 2],
    [1000, 20],
  ])("%i lines take %i calls while nothing changes", async (count, wanted) => {
    const lines = world(count);
    expect(await found()).toEqual([...lines.order].sort());
    expect(calls()).toBe(wanted);
  });

  it("with one that changes while pages are read, have the one that slipped onto a page read before", async () => {
    // After pages 1 and 2 a line of page 1 changes: the first row of page 3 is the last one of page 2 now.
    const lines = world(200, (all, call) => {
      if (call === 3) all.change(iccidOf(7), "Plan B");
    });
    const devices = await search();
    expect(devices.map(({ iccid }) => iccid).sort()).toEqual([...lines.order].sort());
    expect(devices.map(({ iccid }) => iccid)).toContain(iccidOf(100));
    expect(devices.find(({ iccid }) => iccid === iccidOf(7))?.ratePlan).toBe("Plan B");
    expect(pagesRead()).toEqual([1, 2, 3, 4, 4, 3, 2, 1, 4]);
  });

  it("that changed on a page not read yet take no call more", async () => {
    const lines = world(200, (all, call) => {
      if (call === 2) all.change(iccidOf(120), "Plan B");
    });
    expect(await found()).toEqual([...lines.order].sort());
    expect(calls()).toBe(4);
  });

  it("of a narrowed search are read both ways, since one may leave it unseen", async () => {
    world(200, (all, call) => {
      if (call === 3) all.leave(iccidOf(7));
    });
    expect(await found({ status: "ACTIVATED" })).toContain(iccidOf(100));
    world(30);
    carrier.seen.length = 0;
    expect(await found({ status: "ACTIVATED" })).toHaveLength(30);
    expect(calls()).toBe(1);
  });

  it("are counted where the carrier says how many there are", async () => {
    world(200, () => {}, true);
    expect(await found()).toHaveLength(200);
    expect(calls()).toBe(4);
    world(200, (all, call) => call === 3 && all.leave(iccidOf(7)), true);
    expect(await found()).toContain(iccidOf(100));
  });

  it("that stay where they are are found, whatever the others do and when", async () => {
    const moves = fc.array(fc.tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 0, max: 229 })), {
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(moves, async (planned) => {
        const moved = new Set<string>();
        const lines = world(230, (all, call) => {
          for (const [at, index] of planned) {
            if (at !== call) continue;
            moved.add(iccidOf(index));
            all.change(iccidOf(index), `Plan ${call}`);
          }
        });
        const seen = await found();
        expect(new Set(seen).size).toBe(seen.length);
        expect(lines.order.filter((iccid) => !moved.has(iccid) && !seen.includes(iccid))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it("are refused as a whole where the carrier says that there is more and gives nothing", async () => {
    answer = () => ({ json: { pageNumber: 1, devices: [], lastPage: false } });
    expect(await failure(search())).toMatchObject({ meaning: "Rejected" });
    expect(calls()).toBe(1);
  });

  it("are refused where the carrier gives the same page for ever", async () => {
    const devices = [{ iccid: ICCID, status: "ACTIVATED" }];
    answer = () => ({ json: { pageNumber: 1, devices, lastPage: false } });
    const error = await failure(search());
    expect(error).toMatchObject({ meaning: "Rejected" });
    expect(error.message).toContain("page 2 of the search has nothing new");
    expect(calls()).toBe(2);
  });

  it("are restricted on every page", async () => {
    world(120);
    await search({ accountId: "100000", accountCustom3: "bus" });
    for (const { url } of carrier.seen) {
      const query = Object.fromEntries(new URL(url, "http://carrier").searchParams);
      expect(query).toMatchObject({
        modifiedSince: "2000-01-01T00:00:00+00:00",
        accountId: "100000",
        accountCustom3: "bus",
        pageSize: "50",
      });
    }
  });
});

describe("the audit history of a line", () => {
  const record = (index: number) => ({ field: "Rate Plan", priorValue: `${index}`, value: `${index + 1}` });

  function history(count: number, before: (records: object[], page: number) => void = () => {}) {
    const records: object[] = Array.from({ length: count }, (_, index) => record(count - index));
    answer = (query) => {
      const page = Number(query.get("pageNumber"));
      before(records, page);
      const lastPage = page * 50 >= records.length;
      return {
        json: {
          iccid: ICCID,
          pageNumber: page,
          lastPage,
          deviceAuditTrails: records.slice((page - 1) * 50, page * 50),
        },
      };
    };
  }

  it("is whole, newest first", async () => {
    history(120);
    const trail = await getWholeAuditTrail(http, { iccid: ICCID, daysOfHistory: 365 });
    expect(trail.map(({ priorValue }) => Number(priorValue))).toEqual(
      Array.from({ length: 120 }, (_, index) => 120 - index),
    );
    expect(calls()).toBe(3);
    expect(carrier.seen[2]?.url).toContain("daysOfHistory=365");
  });

  it("has nothing twice that a newer record pushed to the next page", async () => {
    history(120, (records, page) => {
      if (page === 2) records.unshift(record(900), record(901));
    });
    const trail = await getWholeAuditTrail(http, { iccid: ICCID });
    expect(trail).toHaveLength(120);
    expect(new Set(trail.map(({ priorValue }) => priorValue)).size).toBe(120);
  });

  it("is refused where it does not go on", async () => {
    for (const deviceAuditTrails of [null, [record(1)]]) {
      answer = () => ({ json: { deviceAuditTrails, lastPage: false } });
      const error = await failure(getWholeAuditTrail(http, { iccid: ICCID }));
      expect(error).toMatchObject({ meaning: "Rejected", facts: { subject: `ICCID ${ICCID}` } });
    }
  });
});
