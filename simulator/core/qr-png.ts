import { crc32, deflateSync } from "node:zlib";
import { qrModules } from "./qr-code";

const QUIET_ZONE = 4;
const SCALE = 4;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A QR code of a text as a PNG, one bit a pixel, four pixels a module, with the quiet zone around it. */
export function qrPng(text: string): Buffer {
  const modules = qrModules(text);
  const size = (modules.length + 2 * QUIET_ZONE) * SCALE;
  const stride = Math.ceil(size / 8) + 1;
  const pixels = Buffer.alloc(stride * size);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const row = Math.floor(y / SCALE) - QUIET_ZONE;
      const column = Math.floor(x / SCALE) - QUIET_ZONE;
      if (modules[row]?.[column] === true) continue;
      const at = y * stride + 1 + (x >>> 3);
      pixels[at] = (pixels[at] ?? 0) | (0x80 >>> (x & 7));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Bit depth 1; the four bytes after it stay 0: grey scale, no filter choice, no interlacing.
  header[8] = 1;
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(pixels)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, check]);
}
