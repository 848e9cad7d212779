/** Secrets leave the sandbox as their first four characters. */
export function mask(secret: string): string {
  return `${secret.slice(0, 4)}...`;
}
