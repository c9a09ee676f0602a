/** Questions to Verizon ThingSpace: read-only, for programs and for the command line. */
export * from "./accounts";
export * from "./billing";
export * from "./devices";
export * from "./global";
export * from "./history";
export * from "./messages";
export * from "./reachability";
export * from "./requests";
