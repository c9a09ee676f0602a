/**
 * Secrets in the state file: AES-256-GCM under a key derived from a passphrase, in the format of Pulumi's own
 * passphrase provider, so that `pulumi stack import` reads what this engine wrote, and the other way round.
 */
import { createCipheriv, createDecipheriv, pbkdf2, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { isBag, type Properties, SECRET, SIGNATURE, type Value } from "./values";

const derive = promisify(pbkdf2);
const ITERATIONS = 1_000_000;
const KEY_BYTES = 32;
const TAG_BYTES = 16;
const CHECK_TEXT = "pulumi";

/** One salt for all new stacks of this process: deriving a key takes a third of a second. */
const processSalt = randomBytes(8);
const keys = new Map<string, Promise<Buffer>>();

function keyFor(passphrase: string, salt: Buffer): Promise<Buffer> {
  const name = `${salt.toString("base64")}:${passphrase}`;
  let key = keys.get(name);
  if (key === undefined) {
    key = derive(passphrase, salt, ITERATIONS, KEY_BYTES, "sha256");
    keys.set(name, key);
  }
  return key;
}

export class Crypter {
  private constructor(
    private readonly key: Buffer,
    private readonly salt: Buffer,
  ) {}

  /** `state` is the salt of an existing stack. Throws when the passphrase is not the one it was written with. */
  static async open(passphrase: string, state?: string): Promise<Crypter> {
    const [, salt, ...check] = (state ?? "").split(":");
    if (salt === undefined || salt === "")
      return new Crypter(await keyFor(passphrase, processSalt), processSalt);
    const bytes = Buffer.from(salt, "base64");
    const crypter = new Crypter(await keyFor(passphrase, bytes), bytes);
    if (crypter.decrypt(check.join(":")) !== CHECK_TEXT) throw new Error("incorrect passphrase");
    return crypter;
  }

  /** The salt as a state file keeps it, with a known text to try a passphrase on. */
  get state(): string {
    return `v1:${this.salt.toString("base64")}:${this.encrypt(CHECK_TEXT)}`;
  }

  encrypt(text: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", this.key, nonce);
    const bytes = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
    return `v1:${nonce.toString("base64")}:${bytes.toString("base64")}`;
  }

  decrypt(text: string): string {
    const [, nonce, data] = text.split(":");
    const bytes = Buffer.from(data ?? "", "base64");
    const decipher = createDecipheriv("aes-256-gcm", this.key, Buffer.from(nonce ?? "", "base64"));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    try {
      const clear = Buffer.concat([
        decipher.update(bytes.subarray(0, bytes.length - TAG_BYTES)),
        decipher.final(),
      ]);
      return clear.toString("utf8");
    } catch {
      throw new Error("incorrect passphrase, or the state file was changed by hand");
    }
  }

  /** Secret envelopes with their value become envelopes with a ciphertext. */
  seal(properties: Properties): Value {
    return this.walk(properties, (bag) =>
      "value" in bag ? { [SIGNATURE]: SECRET, ciphertext: this.encrypt(JSON.stringify(bag.value)) } : bag,
    );
  }

  unseal(value: Value): Properties {
    return this.walk(value, (bag) =>
      typeof bag.ciphertext === "string"
        ? { [SIGNATURE]: SECRET, value: JSON.parse(this.decrypt(bag.ciphertext)) as Value }
        : bag,
    ) as Properties;
  }

  private walk(value: Value, change: (secret: { [key: string]: Value }) => Value): Value {
    if (Array.isArray(value)) return value.map((item) => this.walk(item, change));
    if (!isBag(value)) return value;
    if (value[SIGNATURE] === SECRET) return change(value);
    const copy: { [key: string]: Value } = {};
    for (const key in value) copy[key] = this.walk(value[key] as Value, change);
    return copy;
  }
}
