/** The client against the simulator: two independent readings of the same pages. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resolveConnection } from "../../../provider/core/connection";
import { CellularError } from "../../../provider/core/errors";
import { createHttp, type Http } from "../../../provider/core/http";
import {
  thingspaceApi as api,
  getGroupAll,
  listAllDevices,
  type OperationId,
  thingspaceOperations,
} from "../../../provider/thingspace/api";
import { thingspaceConnection, thingspaceProfile } from "../../../provider/thingspace/connection";
import { startThingspaceSimulator, type ThingspaceSimulator } from "../../../simulator";
import { FastClock, failure } from "../../unit/core/http-fixture";
import { samples } from "./client-samples";

let simulator: ThingspaceSimulator;
let http: Http;
let account: string;

const clientOf = (changes: Record<string, string> = {}) =>
  createHttp(
    thingspaceProfile,
    resolveConnection(thingspaceConnection, undefined, () => undefined, { ...simulator.env, ...changes }),
    { clock: new FastClock() },
  );

beforeAll(async () => {
  simulator = await startThingspaceSimulator({ lines: 100, requestDelayMs: 0 });
  account = simulator.env.CELLULAR_THINGSPACE_ACCOUNT ?? "";
});

afterAll(async () => {
  await simulator.close();
});

const ids = (Object.keys(thingspaceOperations) as OperationId[]).filter((id) => id !== "logoutSession");
const calls = async (operationId: string) =>
  (await simulator.journal({})).filter((entry) => entry.operationId === operationId).length;

/** One row of the carrier's list may have two spellings; the simulator takes letters of any case for the first of them. */
const row = (id: OperationId) => thingspaceOperations[id].id.replace(/b$/, "");

describe("every operation", () => {
  beforeAll(() => {
    http = clientOf();
  });

  afterAll(async () => {
    await http.close();
    await simulator.reset();
  });

  it.each(ids)("%s is known to the simulator, and its answer to the client", async (id) => {
    const send = api[id] as (http: Http, input: never) => Promise<unknown>;
    const key = {
      key: simulator.env.CELLULAR_THINGSPACE_KEY,
      secret: simulator.env.CELLULAR_THINGSPACE_SECRET,
    };
    await simulator.clearJournal();
    const input = id === "requestOAuthToken" ? key : samples[id][0];
    const outcome = await send(http, input as never).catch((error: unknown) => error);
    if (outcome instanceof Error) {
      // The samples name lines and groups that are not there: a refusal by the service, with a code of it.
      expect(outcome).toBeInstanceOf(CellularError);
      expect((outcome as CellularError).facts.code).toMatch(/^\w+\.(INPUT_INVALID|REQUEST_FAILED)\./);
      expect((outcome as CellularError).facts.next).toBeTruthy();
    }
    const journal = await simulator.journal({});
    const known = journal.map(({ operationId }) => operationId as OperationId | undefined);
    expect(known.some((each) => each !== undefined && row(each) === row(id))).toBe(true);
  });
});

describe("a fleet", () => {
  beforeEach(() => {
    http = clientOf();
  });

  afterEach(async () => {
    await http.close();
    await simulator.reset();
  });

  describe("a line", () => {
    it("is activated, labelled, suspended, restored, deactivated and deleted", async () => {
      const deviceIds = [
        { id: "89148000007770000195", kind: "iccid" as const },
        { id: "359097770000190", kind: "imei" as const },
      ];
      const devices = [{ deviceIds }];
      const [plan] = await api.listServicePlans(http, { accountName: account });
      const read = async () => {
        await simulator.settle();
        const id = deviceIds[0]?.id ?? "";
        const { devices: found } = await api.listDevices(http, {
          accountName: account,
          deviceId: { id, kind: "iccid" },
        });
        return found[0];
      };
      const { requestId } = await api.activateDevices(http, {
        devices,
        servicePlan: plan?.code ?? "",
        mdnZipCode: "75201",
        accountName: account,
        customFields: [{ key: "CustomField1", value: "Route 7" }],
      });
      const active = await read();
      expect(active).toMatchObject({
        state: "active",
        servicePlan: plan?.code,
        customFields: { CustomField1: "Route 7" },
      });
      expect(active?.ids.mdn).toMatch(/^\d{10}$/);
      expect(active?.number).toBeGreaterThan(0);
      expect(await api.getRequestStatus(http, { accountName: account, requestId })).toMatchObject({
        outcome: "succeeded",
      });
      await api.suspendDevices(http, { devices });
      expect((await read())?.state).toBe("suspend");
      await api.restoreDevices(http, { devices });
      await read();
      await api.deactivateDevices(http, { devices, accountName: account });
      expect((await read())?.state).toBe("deactive");
      const deleted = await api.deleteDevices(http, { devicesToDelete: devices, accountName: account });
      expect(deleted).toMatchObject([{ succeeded: true }]);
      expect(await failure(read())).toMatchObject({ meaning: "NotFound" });
    });
  });

  describe("lists and groups", () => {
    it("show the lines that are there, whatever name the group has", async () => {
      const all = await listAllDevices(http, account);
      const here = (await simulator.lines()).filter((line) => line.account === account);
      expect(all.map(({ ids: { iccid } }) => iccid).sort()).toEqual(here.map(({ iccid }) => iccid).sort());
      const groupName = "Busse / Élan & Co";
      const members = all
        .slice(0, 3)
        .flatMap(({ deviceIds }) => deviceIds.filter(({ kind }) => kind === "iccid"));
      await api.createGroup(http, {
        accountName: account,
        groupName,
        groupDescription: "Buses",
        devicesToAdd: members,
      });
      const group = await getGroupAll(http, { accountName: account, groupName });
      expect(group.devices).toHaveLength(3);
      expect(await listAllDevices(http, account, { groupName })).toHaveLength(3);
      await api.deleteGroup(http, { accountName: account, groupName });
      expect(await failure(getGroupAll(http, { accountName: account, groupName }))).toMatchObject({
        meaning: "NotFound",
      });
      const [standard] = (await api.listGroups(http, { accountName: account })).filter(
        (each) => each.isDefaultGroup,
      );
      const refused = await failure(
        api.deleteGroup(http, { accountName: account, groupName: standard?.name ?? "" }),
      );
      expect(refused).toMatchObject({ meaning: "Conflict" });
    });
  });

  describe("logins", () => {
    it("are renewed in the middle of everything, and ended at the end", async () => {
      await api.listGroups(http, { accountName: account });
      await simulator.expireTokens();
      await Promise.all(
        Array.from({ length: 20 }, () => api.listServicePlans(http, { accountName: account })),
      );
      expect(await calls("requestOAuthToken")).toBe(2);
      expect(await calls("loginSession")).toBe(2);
      await http.close();
      expect(await calls("logoutSession")).toBe(1);
    });

    it("with a wrong password leave the user unlocked, however many calls there are", async () => {
      const wrong = clientOf({ CELLULAR_THINGSPACE_PASSWORD: "not-this-one" });
      const all = Array.from({ length: 30 }, () => failure(api.listGroups(wrong, { accountName: account })));
      for (const error of await Promise.all(all)) expect(error).toMatchObject({ meaning: "Unauthorized" });
      await wrong.close();
      expect(await calls("loginSession")).toBe(1);
      expect(await api.listGroups(http, { accountName: account })).not.toEqual([]);
    });
  });
});
