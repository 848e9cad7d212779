import { failureOfBody, RequestFailure } from './failure';

type Options = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  /** Aborts the request. */
  signal?: AbortSignal;
};

/**
 * One request to our own server. The caller names the shape that the route answers.
 * @throws RequestFailure when the server says no; TypeError when there is no answer.
 */
export async function requestJson<T>(url: string, options: Options = {}): Promise<T> {
  const response = await send(url, options);
  const text = await response.text();
  if (!response.ok) throw new RequestFailure(failureOfBody(text), response.status);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** The same for a route that answers a stream: its body as soon as the server says yes; null when there is none. */
export async function requestStream(
  url: string,
  options: Options = {},
): Promise<ReadableStream<Uint8Array> | null> {
  const response = await send(url, options);
  if (!response.ok) throw new RequestFailure(failureOfBody(await response.text()), response.status);
  return response.status === 204 ? null : response.body;
}

function send(url: string, options: Options): Promise<Response> {
  return fetch(url, {
    method: options.method ?? 'GET',
    headers: options.body === undefined ? {} : { 'content-type': 'application/json' },
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
    signal: options.signal,
  });
}

/** The fetcher of every `useSWR` here: the key is the address. */
export function fetchJson<T>(url: string): Promise<T> {
  return requestJson<T>(url);
}
