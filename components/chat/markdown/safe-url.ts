/** An address that an answer may link to: a full web or mail address. Anything else, such as a script, becomes none. */
export function safeUrl(url: string): string {
  try {
    return ['http:', 'https:', 'mailto:'].includes(new URL(url).protocol) ? url : '';
  } catch {
    return '';
  }
}
