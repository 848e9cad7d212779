/** Whether the words with which Composio refuses say that no account is connected. */
export function saysNotConnected(refusal: string): boolean {
  return /\bno (active connection|(active )?connected account)/i.test(refusal);
}

/** The toolkit that these words name, if they do. */
export function toolkitIn(refusal: string): string | null {
  return /\bfor toolkit:?\s*([\w-]+)/i.exec(refusal)?.[1]?.toLowerCase() ?? null;
}
