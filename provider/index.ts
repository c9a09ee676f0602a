/** Cellular fleets as code: the whole public surface. */
export * from "./core/index";
export * as kajeet from "./kajeet/index";
