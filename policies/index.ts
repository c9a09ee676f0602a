/** What the policy pack is made of. Nothing here serves or reads anything before it is asked. */
export { policyPack } from "./pack/pack";
