import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A new public id such as `ca_V1StGXR8_Z5j`: the prefix, then 12 random characters. */
export function newId(prefix: string): string {
  let id = `${prefix}_`;
  for (const byte of randomBytes(12)) id += ALPHABET[byte & 63];
  return id;
}

/** A value nobody can guess, for cookies, link tokens and OAuth states. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Secrets that only have to be recognised are kept as their hash. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
