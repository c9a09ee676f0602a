/** The carriers as the coverage test walks them: a new one is one more descriptor. */

import { controlCenterApi, controlCenterOperations } from "../../provider/control-center/api/index";
import type { ApiFacts } from "../../provider/core/api-operation";
import * as cellular from "../../provider/index";
import { kajeetApi, kajeetOperations } from "../../provider/kajeet/api/index";
import { thingspaceApi, thingspaceOperations } from "../../provider/thingspace/api/index";
import {
  controlCenterOperations as controlCenterSimulated,
  kajeetOperations as kajeetSimulated,
  thingspaceOperations as thingspaceSimulated,
} from "../../simulator/index";

/** One carrier's API in all its forms. */
export interface CoveredCarrier {
  readonly name: string;
  readonly title: string;
  /** The API description below test/contract/openapi. */
  readonly openapi: string;
  /** Operations of the description. */
  readonly described: number;
  /** Operations of the table that the description leaves out. */
  readonly undescribed: readonly string[];
  /** Numbers of the operations in the carrier's own list, each once. */
  readonly numbers: readonly string[];
  /** Operations that are another one's row of the list, spelled differently: second to first. */
  readonly spellings: Readonly<Record<string, string>>;
  readonly table: Readonly<Record<string, ApiFacts>>;
  readonly client: Readonly<Record<string, unknown>>;
  /** Where the paths of the simulator's table begin, if they are shorter than those of the client's. */
  readonly below?: string;
  readonly simulated: readonly {
    readonly operationId: string;
    readonly method: string;
    readonly path: string;
    readonly aliases?: readonly string[];
  }[];
  /** What programs use of it. */
  readonly classes: Readonly<Record<string, unknown>>;
  /** Its room, with a slash at the end. */
  readonly room: string;
  /**
   * Files below the room for all declarations alike (the session and its lists): no declaration but the lines that they
   * list is at home in what it has through them.
   */
  readonly shared: readonly string[];
  /** Resources that make the calls of lines, and are at home with them. */
  readonly beside: readonly string[];
  /** Where the connection logs in, below the room. */
  readonly login: { readonly file: string; readonly name: string };
}

/** `count(3, "R")` is R01, R02, R03. */
const count = (most: number, letter: string): string[] =>
  Array.from({ length: most }, (_, index) => `${letter}${String(index + 1).padStart(2, "0")}`);

export const coveredCarriers: readonly CoveredCarrier[] = [
  {
    name: "kajeet",
    title: "Kajeet Sentinel",
    openapi: "kajeet-sentinel.openapi.yaml",
    described: 66,
    undescribed: [],
    numbers: ["T00", ...count(51, "D"), ...count(14, "A")],
    spellings: {},
    table: kajeetOperations,
    client: kajeetApi,
    simulated: kajeetSimulated,
    classes: cellular.kajeet,
    room: "provider/kajeet/",
    shared: ["session.ts", "references.ts"],
    beside: ["LineSet"],
    login: { file: "connection.ts", name: "kajeetProfile" },
  },
  {
    name: "thingspace",
    title: "Verizon ThingSpace",
    openapi: "thingspace.openapi.yaml",
    described: 72,
    undescribed: ["listTriggers", "getTrigger", "updateTrigger", "deleteTrigger"],
    numbers: ["T00", ...count(68, "R"), "R16b", "R33b", "R38b", ...count(4, "X")],
    spellings: {
      checkOrderStatusByGet: "checkOrderStatus",
      changeContactInfoSeed: "changeContactInfo",
      listStateAndServicesSeed: "listStatesAndServices",
    },
    table: thingspaceOperations,
    client: thingspaceApi,
    simulated: thingspaceSimulated,
    classes: cellular.thingspace,
    room: "provider/thingspace/",
    shared: ["session.ts", "references.ts"],
    beside: ["LineSet"],
    login: { file: "connection.ts", name: "thingspaceProfile" },
  },
  {
    name: "control-center",
    title: "Cisco IoT Control Center",
    openapi: "cisco-control-center.openapi.yaml",
    described: 6,
    undescribed: [],
    numbers: count(6, "C"),
    spellings: {},
    table: controlCenterOperations,
    client: controlCenterApi,
    below: "/rws/api/v1",
    simulated: controlCenterSimulated,
    classes: cellular.controlCenter,
    room: "provider/control-center/",
    shared: ["session.ts"],
    beside: ["LineSet", "RatePlan"],
    login: { file: "connection.ts", name: "controlCenterProfile" },
  },
];
