// What the engine starts for `--policy-pack`. Only here a pack comes into being: it serves from that moment on.
const { Misconfigured } = require("../dist/provider/core/errors.js");
const { policyPack } = require("../dist/policies/index.js");

/** The SDK, which only those need who run the pack. */
function sdk() {
  try {
    return require("@pulumi/policy");
  } catch (cause) {
    if (cause.code !== "MODULE_NOT_FOUND") throw cause;
    const next = "Install it beside pulumi-cellular: npm install --save-dev @pulumi/policy";
    throw new Misconfigured("the policy pack needs @pulumi/policy", { next, cause });
  }
}

const { PolicyPack } = sdk();
const { name, args } = policyPack();

new PolicyPack(name, args);
