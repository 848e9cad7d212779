import { failureOfBody, RequestFailure } from './failure';

/**
 * One request to our own server. The caller names the shape that the route answers.
 * @throws RequestFailure when the server says no; TypeError when there is no answer.
 */
export async function requestJson<T>(
  url: string,
  options: { method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'; body?: unknown } = {},
): Promise<T> {
  const response = await fetch(url, {
    method: options.method ?? 'GET',
    headers: options.body === undefined ? {} : { 'content-type': 'application/json' },
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
  });
  const text = await response.text();
  if (!response.ok) throw new RequestFailure(failureOfBody(text), response.status);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** The fetcher of every `useSWR` here: the key is the address. */
export function fetchJson<T>(url: string): Promise<T> {
  return requestJson<T>(url);
}
