// What the engine starts for `--policy-pack`. Only here a pack comes into being: it serves from that moment on.
const { policyPack } = require("../dist/policies/index.js");

const { name, args } = policyPack();
const { PolicyPack } = require("@pulumi/policy");

new PolicyPack(name, args);
