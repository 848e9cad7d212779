'use client';

import useSWR from 'swr';
import type { Change } from '@/lib/domain/change';
import { type Failure, failureOf } from '../http/failure';
import { fetchJson } from '../http/request-json';

export type Loaded<T> =
  | { state: 'loading' }
  | { state: 'ready'; data: T }
  | { state: 'failed'; failure: Failure; retry: () => void };

/** Something of a change that never changes once it is there; `null` asks for nothing yet. */
export function useOnce<T>(address: string | null): Loaded<T> {
  const { data, error, isLoading, mutate } = useSWR<T>(address, fetchJson, {
    revalidateOnFocus: false,
    revalidateOnReconnect: false,
    revalidateIfStale: false,
    shouldRetryOnError: false,
  });
  if (data !== undefined) return { state: 'ready', data };
  if (error !== undefined && !isLoading)
    return { state: 'failed', failure: failureOf(error), retry: () => void mutate() };
  return { state: 'loading' };
}

/** A change with its preview. */
export function useChange(changeId: string | null): Loaded<Change> {
  return useOnce<Change>(changeId === null ? null : `/api/changes/${encodeURIComponent(changeId)}`);
}
