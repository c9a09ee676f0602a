// The built package, as the generator reads it: declarations, functions, and the facts behind them.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

const require = createRequire(import.meta.url);
const built = (path) => require(join(root, "dist", path));

built("provider/index.js");
export const { declarations, functions } = built("provider/core/index.js");
export const { isSecret } = built("provider/core/schema.js");
export const { connectionKeys } = built("provider/core/connection.js");
export const { fieldsOf } = built("cli/fields.js");
export const { program } = built("cli/program.js");

/** A carrier's room: what its declarations do not tell. The test of the coverage has a descriptor of each as well. */
const rooms = [
  {
    name: "kajeet",
    title: "Kajeet Sentinel",
    folder: "provider/kajeet",
    connection: built("provider/kajeet/connection.js").kajeetConnection,
    operations: built("provider/kajeet/api/operations.js").kajeetOperations,
    impacts: built("provider/kajeet/impacts.js").kajeetImpacts,
    numbering: "T is the login, D and A are devices and activation.",
  },
  {
    name: "thingspace",
    title: "Verizon ThingSpace",
    folder: "provider/thingspace",
    connection: built("provider/thingspace/connection.js").thingspaceConnection,
    operations: built("provider/thingspace/api/operations.js").thingspaceOperations,
    impacts: built("provider/thingspace/impacts.js").thingspaceImpacts,
    numbering:
      "T is the token, R01 to R68 are the rows of the carrier's own list, a b is a row's other spelling, and X are what the list leaves out and a trigger needs.",
  },
  {
    name: "control-center",
    title: "Cisco IoT Control Center",
    folder: "provider/control-center",
    connection: built("provider/control-center/connection.js").controlCenterConnection,
    operations: built("provider/control-center/api/operations.js").controlCenterOperations,
    impacts: built("provider/control-center/impacts.js").controlCenterImpacts,
    numbering: "C01 is the call that changes a line, C02 to C06 are those that read.",
  },
];

/** `room`: what programs call it, `controlCenter` for `control-center`. */
export const carriers = rooms.map((carrier) => ({
  ...carrier,
  room: carrier.name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase()),
}));
