// Declares the lines of BENCH_LINES (JSON: attributes by MDN) in the way that BENCH_SUBJECT names.
const { readFileSync } = require("node:fs");

const subjects = {
  set: () => require("./line-set"),
  line: () => require("./line"),
  plain: () => require("../baseline/plain-line"),
  bare: () => require("./component"),
};

subjects[process.env.BENCH_SUBJECT]()(JSON.parse(readFileSync(process.env.BENCH_LINES, "utf8")));
