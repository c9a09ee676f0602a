import type { ControlCenterOperation } from "../http/operation";

/** Returns the word sent: a cheap check of credentials (Control Center API: Echo). */
export const echo: ControlCenterOperation = {
  id: "echo",
  operationId: "echo",
  method: "GET",
  path: "/echo/{param}",
  writes: false,
  lists: false,
  startsWork: false,
  handle: ({ request }) => ({ json: { context: request.params.param } }),
};
