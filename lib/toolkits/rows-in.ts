/** The rows of a list, or the one thing that was answered. Nothing, numbers and truths hold no text. */
export function rowsIn(result: unknown): unknown[] {
  if (Array.isArray(result)) return result;
  if (typeof result === 'string') return result.trim() === '' ? [] : [result];
  if (typeof result !== 'object' || result === null || Object.keys(result).length === 0) return [];
  const { results, response_data: inner } = result as Record<string, unknown>;
  if (Array.isArray(results)) return results;
  return typeof inner === 'object' && inner !== null ? rowsIn(inner) : [result];
}
