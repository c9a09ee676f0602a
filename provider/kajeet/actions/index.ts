/** Actions of Kajeet Sentinel: done once for each new trigger, never at a refresh. */
export { RebootCradlepoint, ReplaceDevice } from "./lines";
export { RebootSmartSpot, RebootSmartSpots, ResetSmartSpot, ResetSmartSpots } from "./smartspots";
