export type HistoryFilters = { status?: string; kind?: string; tool?: string; q?: string; action?: string };

/** An address with the filters that are set, and whatever is added to them. */
export function withFilters(
  path: string,
  filters: HistoryFilters,
  more: Record<string, string> = {},
): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...filters, ...more })) if (value) params.set(key, value);
  const query = params.toString();
  return query === '' ? path : `${path}?${query}`;
}
