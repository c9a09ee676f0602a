/** Imports point one way (docs/concept.md): core knows no carrier, carriers know only core, users know only the public surface. */
module.exports = {
  forbidden: [
    {
      name: "no-circular",
      comment: "What runs must not go in circles. Types may: they are gone when it runs.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "core-knows-no-carrier",
      severity: "error",
      from: { path: "^provider/core/" },
      to: { path: "^provider/(?!core/)" },
    },
    {
      name: "carriers-know-only-core",
      severity: "error",
      from: { path: "^provider/(kajeet|thingspace|control-center)/" },
      to: { path: "^(provider/(?!core/)|simulator|cli|test|examples)", pathNot: "^provider/$1/" },
    },
    {
      name: "users-use-the-public-surface",
      comment:
        "Helpers without I/O that programs have no use for are no part of the surface: these are named here.",
      severity: "error",
      from: { path: "^(provider/fleet|cli|examples|bench)/" },
      to: {
        path: "^provider/(core|kajeet|thingspace|control-center)/",
        pathNot:
          "^provider/((core|kajeet|thingspace|control-center)/index|[a-z-]+/inventory|core/nearest|core/lines/observed)\\.ts$",
      },
    },
    {
      name: "simulator-reads-the-reference-itself",
      severity: "error",
      from: { path: "^simulator/" },
      to: { path: "^(provider|cli|test|examples)/" },
    },
    {
      name: "receiver-stands-alone",
      comment:
        "It runs where no deployment runs: of the provider it has the errors that the command line shows.",
      severity: "error",
      from: { path: "^receiver/" },
      to: {
        path: "^(provider|simulator|policies|cli|test|examples|bench)/",
        pathNot: "^provider/core/errors\\.ts$",
      },
    },
    {
      name: "receiver-is-reached-over-http",
      severity: "error",
      from: { path: "^(provider|simulator|policies)/" },
      to: { path: "^receiver/" },
    },
    {
      name: "policies-are-pure",
      severity: "error",
      from: { path: "^policies/" },
      to: { path: "^provider/core/(http|connection)" },
    },
    {
      name: "nothing-shipped-uses-tests",
      severity: "error",
      from: { path: "^(provider|receiver|simulator|policies|cli)/" },
      to: { path: "^(test|examples|bench)/" },
    },
    {
      name: "shipped-needs-what-it-declares",
      comment: "The package is installed without its development dependencies.",
      severity: "error",
      from: { path: "^(provider|receiver|simulator|policies|cli)/" },
      to: {
        dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"],
        dependencyTypesNot: ["type-only", "npm-peer"],
      },
    },
    {
      name: "everything-resolves",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|docs)/" },
    // The policy pack has a package.json of its own, and the dependencies of the whole package.
    combinedDependencies: true,
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["require", "node", "default"],
      extensions: [".ts", ".js", ".mjs", ".cjs", ".json"],
    },
  },
};
