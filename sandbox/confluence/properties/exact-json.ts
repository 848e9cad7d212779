type ExactJson = {
  parse: (
    text: string,
    revive: (key: string, value: unknown, context: { source?: string }) => unknown,
  ) => unknown;
  rawJSON: (source: string) => unknown;
};
// Newer than the type definitions of the language.
const json = JSON as unknown as ExactJson;

/**
 * Parses JSON so that writing it again gives the numbers as they were spelled: 12345678901234567890, 1.0 and -0 would else
 * come out as others. The numbers are only good for JSON.stringify.
 */
export function parseExactly(text: string): unknown {
  return json.parse(text, (_, value, { source }) =>
    typeof value === 'number' && source !== undefined ? json.rawJSON(source) : value,
  );
}
