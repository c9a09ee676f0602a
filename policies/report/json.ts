import type { Report } from "./model";

/**
 * The report for machines: `Report` as it stands in model.ts, whose `schema` says the version of its form. Members that are
 * absent were not known; nothing is cut.
 */
export const jsonReport = (report: Report): string => `${JSON.stringify(report, undefined, 2)}\n`;
