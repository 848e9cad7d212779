const SECRET_HEADERS = /^(authorization|proxy-authorization|cookie|set-cookie|x-(\w+-)?api-key)$/;
const SECRET_FIELDS = /(token|secret|password|api_?key)$|^(code|state|credentials)$/i;

/** Secrets are recognised by their first characters only. */
function masked(secret: string): string {
  const [scheme, ...rest] = secret.split(' ');
  return rest.length === 0 ? `${secret.slice(0, 4)}…` : `${scheme} ${rest.join(' ').slice(0, 4)}…`;
}

export function maskHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    [...headers].map(([name, value]) => [name, SECRET_HEADERS.test(name) ? masked(value) : value]),
  );
}

/** The value with every secret in it masked, by the names of its fields, however deep. */
export function maskFields(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return SECRET_FIELDS.test(name) ? masked(value) : value;
  if (Array.isArray(value)) return value.map((item) => maskFields(item, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, maskFields(field, key)]));
}
