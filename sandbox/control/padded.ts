const FIELD = 'padding';

/** The data with a text beside it, so that it is at least so many bytes long as JSON. A list gets one more entry. */
export function padded(data: unknown, bytes: number): unknown {
  const missing = bytes - Buffer.byteLength(JSON.stringify(data) ?? '');
  if (missing <= 0) return data;
  const padding = { [FIELD]: 'x'.repeat(missing) };
  if (Array.isArray(data)) return [...data, padding];
  return typeof data === 'object' && data !== null ? { ...data, ...padding } : { value: data, ...padding };
}
