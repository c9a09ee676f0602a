const { kajeet } = require("pulumi-cellular");

// All lines in one resource.
module.exports = (lines) => new kajeet.LineSet("fleet", { lines });
