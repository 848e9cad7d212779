/** Over HTTP `data` must be an object, or the SDK refuses the answer. The few tools that answer a list are wrapped. */
export function objectData(data: unknown): unknown {
  if (Array.isArray(data)) return { results: data };
  return typeof data === 'object' && data !== null ? data : { value: data ?? null };
}
