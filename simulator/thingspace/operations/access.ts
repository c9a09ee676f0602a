import { z } from "zod";
import { operation, type ThingspaceOperation } from "../http/operation";

/** Sign-in: the gateway's token, the services' session. */
export const accessOperations: ThingspaceOperation[] = [
  operation("requestOAuthToken", "POST /ts/v1/oauth2/token", {
    access: "client",
    handle: ({ access, request }) => ({
      json: access.token(request.authorization, new URLSearchParams(request.bodyText)),
    }),
  }),
  operation("loginSession", "POST /m2m/v1/session/login", {
    access: "bearer",
    body: z.object({ username: z.string(), password: z.string() }),
    handle: ({ access }, { body }) => ({
      json: { sessionToken: access.login(body.username, body.password) },
    }),
  }),
  operation("logoutSession", "POST /m2m/v1/session/logout", {
    handle: ({ access, session }) => {
      access.logout(session);
      return { json: { sessionToken: session } };
    },
  }),
  operation("resetPassword", "PUT /m2m/v1/session/password/actions/reset", {
    writes: true,
    body: z.object({ oldPassword: z.string() }),
    handle: ({ access, world }, { body }) => {
      const newPassword = access.resetPassword(body.oldPassword);
      world.bump();
      return { json: { newPassword } };
    },
  }),
];
