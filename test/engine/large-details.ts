/**
 * A partial failure brings the whole live resource in an HTTP/2 trailer. The real engine takes a trailer of any
 * length; Node's HTTP/2 takes 128 kB, and then never answers. So the provider process is started with a few lines
 * that put longer details into a file, and a ticket in their place; nothing else of the SDK's server is touched.
 */
import { readFileSync, rmSync } from "node:fs";

const DETAILS = "grpc-status-details-bin";
const TICKET = "bundled-engine-file:";
/** Well below what the trailer holds after base64. */
const LONGEST = 32 * 1024;

/** Argument for Node that loads the lines below into a process, from where it finds its SDK. */
export function largeDetailsArguments(directory: string, sdkFile: string): string[] {
  const code = `
    import { createRequire } from "node:module";
    import { writeFileSync } from "node:fs";
    const { Metadata } = createRequire(${JSON.stringify(sdkFile)})("@grpc/grpc-js");
    const add = Metadata.prototype.add;
    let count = 0;
    Metadata.prototype.add = function (key, value) {
      if (key === ${JSON.stringify(DETAILS)} && value.length > ${LONGEST}) {
        const file = ${JSON.stringify(directory)} + "/details-" + process.pid + "-" + count++;
        writeFileSync(file, value, { mode: 0o600 });
        return add.call(this, key, Buffer.from(${JSON.stringify(TICKET)} + file));
      }
      return add.call(this, key, value);
    };`;
  return ["--import", `data:text/javascript,${encodeURIComponent(code)}`];
}

/** The details themselves, wherever they are. A file is read once. */
export function readDetails(value: Buffer): Buffer {
  if (!value.subarray(0, TICKET.length).equals(Buffer.from(TICKET))) return value;
  const file = value.subarray(TICKET.length).toString();
  const details = readFileSync(file);
  rmSync(file);
  return details;
}
