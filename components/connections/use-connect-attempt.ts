'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import useSWR from 'swr';
import type { ConnectionAttempt } from '@/lib/domain/connection';
import { type Failure, failureOf, RequestFailure } from '../http/failure';
import { fetchJson, requestJson } from '../http/request-json';
import { ATTEMPT_CHANNEL } from './attempt-channel';
import { loadAttempt, type StoredAttempt, saveAttempt } from './stored-attempt';

type AttemptState = 'idle' | 'starting' | ConnectionAttempt['state'];

export type ConnectAttempt = {
  state: AttemptState;
  /** Why it did not work, from the server, when it did not. */
  reason: string | null;
  /** The request to begin failed; nothing was begun. */
  failure: Failure | null;
  /** Where to go on when the browser refused to open the window; null when it opened. */
  blockedUrl: string | null;
  start: () => void;
  reopen: () => void;
  reset: () => void;
};

type Link = { redirectUrl: string; attemptId: string; expiresAt: string };

const WINDOW_FEATURES = 'popup,width=560,height=760';

function openWindow(url: string): Window | null {
  return window.open(url, 'tributary-connect', WINDOW_FEATURES);
}

/** Sends the window to the consent page, cut off from this one. A scheme that could run as a script is refused. */
function sendTo(popup: Window, url: string): boolean {
  if (!/^https?:$/.test(new URL(url).protocol)) return false;
  try {
    popup.opener = null;
  } catch {
    // Some browsers keep it read-only once the window has left; it is then out of reach anyway.
  }
  popup.location.href = url;
  return true;
}

/** How an attempt stands on the server, for as long as it is waited for. `onConnected` is called once an attempt. */
function useAttemptOnServer(
  attempt: StoredAttempt | null,
  onGone: () => void,
  onConnected: (attemptId: string) => void,
): ConnectionAttempt | undefined {
  const announced = useRef<string | null>(null);
  const key = attempt === null ? null : `/api/connections/attempts/${attempt.attemptId}`;
  const { data, mutate } = useSWR<ConnectionAttempt>(key, fetchJson, {
    refreshInterval: (latest) => (latest === undefined || latest.state === 'waiting' ? 1000 : 0),
    refreshWhenHidden: true,
    dedupingInterval: 500,
    errorRetryInterval: 2000,
    revalidateOnFocus: true,
    onError: (error) => {
      // It is not this person's, or no more there: nothing to wait for, and nothing to finish.
      if (error instanceof RequestFailure && error.status === 404) onGone();
    },
  });

  useEffect(() => {
    const channel = new BroadcastChannel(ATTEMPT_CHANNEL);
    channel.onmessage = () => void mutate();
    return () => channel.close();
  }, [mutate]);

  const announce = useEffectEvent((attemptId: string) => {
    if (announced.current === attemptId) return;
    announced.current = attemptId;
    onConnected(attemptId);
  });
  useEffect(() => {
    if (data?.state === 'connected') announce(data.attemptId);
  }, [data]);

  return data;
}

/**
 * One try to connect a toolkit, from the click to its end. The state is always the server's: it is asked every second
 * while waiting, and at once when another window says that something moved. `onConnected` is called once an attempt.
 * @param scope names the place in this tab, so that a reload there goes on waiting.
 */
export function useConnectAttempt(
  toolkit: string,
  scope: string,
  onConnected: (attemptId: string) => void,
): ConnectAttempt {
  const [attempt, setAttempt] = useState<StoredAttempt | null>(null);
  const [starting, setStarting] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [blocked, setBlocked] = useState(false);
  const popup = useRef<Window | null>(null);

  useEffect(() => setAttempt(loadAttempt(scope)), [scope]);

  const data = useAttemptOnServer(attempt, reset, onConnected);

  async function start() {
    // The window must open within the click itself, or the browser takes it for an advertisement.
    popup.current = openWindow('about:blank');
    setStarting(true);
    setFailure(null);
    try {
      const link = await requestJson<Link>(`/api/connections/${encodeURIComponent(toolkit)}/link`, {
        method: 'POST',
        body: {},
      });
      const next = { attemptId: link.attemptId, redirectUrl: link.redirectUrl };
      saveAttempt(scope, next);
      setAttempt(next);
      setBlocked(popup.current === null || popup.current.closed || !sendTo(popup.current, link.redirectUrl));
    } catch (error) {
      popup.current?.close();
      setFailure(failureOf(error));
    } finally {
      setStarting(false);
    }
  }

  function reopen() {
    if (attempt === null) return;
    popup.current = openWindow('about:blank');
    setBlocked(popup.current === null || !sendTo(popup.current, attempt.redirectUrl));
  }

  function reset() {
    saveAttempt(scope, null);
    setAttempt(null);
    setFailure(null);
    setBlocked(false);
  }

  return {
    state: starting ? 'starting' : attempt === null ? 'idle' : (data?.state ?? 'waiting'),
    reason: data?.reason ?? null,
    failure,
    blockedUrl: blocked ? (attempt?.redirectUrl ?? null) : null,
    start: () => void start(),
    reopen,
    reset,
  };
}
