/** What of the core others may use: the error tree, declarations (for documents and the command line), settings. */
export * from "./errors";
export { type CarrierFunction, type FunctionOptions, functions } from "./function";
export { declarations } from "./resource";
