import { credentials } from "../http/bodies";
import { type KajeetOperation, operation } from "../http/operation";

export const authOperations: KajeetOperation[] = [
  operation("T00", "createToken", "POST /v1.0/auth/token", {
    open: true,
    body: credentials,
    handle: ({ tokens, body }) => ({ json: tokens.create(body.username, body.password) }),
  }),
];
