/** What every meta tool answers. */
export type MetaResult = { data: unknown; error: string | null; successful: boolean };

export function metaDone(data: unknown): MetaResult {
  return { data, error: null, successful: true };
}

export function metaFailed(error: string, data: unknown = {}): MetaResult {
  return { data, error, successful: false };
}
