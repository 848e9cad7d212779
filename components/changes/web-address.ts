/** The address if it is one of the web that a person may open; null for scripts, data, files and whatever is no full address. */
export function webAddress(address: string | null): string | null {
  if (address === null) return null;
  try {
    return ['http:', 'https:'].includes(new URL(address).protocol) ? address : null;
  } catch {
    return null;
  }
}
