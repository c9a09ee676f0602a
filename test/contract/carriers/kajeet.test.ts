import { describe } from "vitest";
import { kajeet } from "./kajeet";
import { contract } from "./suite";

describe("Kajeet keeps the contract of every carrier", () => contract(kajeet));
