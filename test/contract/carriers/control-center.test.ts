import { describe } from "vitest";
import { controlCenter } from "./control-center";
import { contract } from "./suite";

describe("Control Center keeps the contract of every carrier", () => contract(controlCenter));
