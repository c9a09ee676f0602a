const { kajeet } = require("pulumi-cellular");

// A resource a line.
module.exports = (lines) => {
  for (const [mdn, attributes] of Object.entries(lines)) new kajeet.Line(mdn, { mdn, ...attributes });
};
