/** The forms in which a report is told. */
export { githubAnnotations, gitlabAnnotations } from "./annotations";
export { htmlReport } from "./html";
export { jsonReport } from "./json";
export { markdownReport } from "./markdown";
export { textReport } from "./text";
