import { describe } from "vitest";
import { contract } from "./suite";
import { thingspace } from "./thingspace";

describe("ThingSpace keeps the contract of every carrier", () => contract(thingspace));
