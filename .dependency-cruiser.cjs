/** Imports point one way (docs/concept.md): core knows no carrier, carriers know only core, users know only the public surface. */
module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true, dependencyTypesNot: ["type-only"] } },
    { name: "core-knows-no-carrier", severity: "error", from: { path: "^provider/core/" }, to: { path: "^provider/(?!core/)" } },
    {
      name: "carriers-know-only-core",
      severity: "error",
      from: { path: "^provider/(kajeet|thingspace|control-center)/" },
      to: { path: "^(provider/(?!core/)|simulator|cli|test|examples)", pathNot: "^provider/$1/" },
    },
    {
      name: "users-use-the-public-surface",
      severity: "error",
      from: { path: "^(provider/fleet|cli|examples|bench)/" },
      to: { path: "^provider/(core|kajeet|thingspace|control-center)/", pathNot: "^provider/(core/(index|nearest)|[^/]+/(index|inventory))\\.ts$" },
    },
    {
      name: "simulator-reads-the-reference-itself",
      severity: "error",
      from: { path: "^simulator/" },
      to: { path: "^(provider|cli|test|examples)/" },
    },
    { name: "policies-are-pure", severity: "error", from: { path: "^policies/" }, to: { path: "^provider/core/(http|connection)" } },
    { name: "nothing-shipped-uses-tests", severity: "error", from: { path: "^(provider|simulator|policies)/" }, to: { path: "^test/" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["require", "node", "default"] },
  },
};
