/** Questions to Kajeet Sentinel: read-only, for programs and for the command line. */
export * from "./activations";
export * from "./esim";
export * from "./health";
export * from "./labels";
export * from "./lists";
export { getBillingPlans, getBusinessInternetPlans, getCarrierInventory, getCarriers } from "./stock";
