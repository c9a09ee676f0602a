/** Sentinel API: Auth. */
import { z } from "zod";
import { operation } from "./operation";

/** A-AUTH1: a bearer token, and what it stands for. Only `token` is certain. */
const tokenAnswer = z.looseObject({
  token: z.string().min(1),
  details: z
    .looseObject({
      corpId: z.string().nullish(),
      scopes: z.array(z.string()).nullish(),
      /** KPW, WBU, PRIVATELTE or KAJEET_CHOICE. */
      businessType: z.string().nullish(),
    })
    .nullish(),
  /** Seconds. */
  expiresIn: z.number().nullish(),
});

export type TokenAnswer = z.output<typeof tokenAnswer>;

/**
 * Exchanges the credentials of an API user for a bearer token. The HTTP layer calls it once for all callers; nothing
 * else needs to.
 *
 * Sentinel API: Auth, POST /v1.0/auth/token. Needs no token.
 * @throws Unauthorized where the credentials are refused.
 */
export const createToken = operation("createToken", {
  input: z.strictObject({ username: z.string().min(1), password: z.string().min(1) }),
  answer: tokenAnswer,
});
