'use client';

import { useEffect, useState } from 'react';
import { type Failure, failureOf } from '../http/failure';

export type Sending<What> =
  | { state: 'idle' }
  | { state: 'sending' | 'sent'; what: What }
  | { state: 'failed'; what: What; failure: Failure };

/**
 * One request at a time, with what became of it. What was sent stays sent until the turn that it began has ended (`live` falls),
 * so that nothing can be pressed twice in between.
 */
export function useSending<What extends string>(live: boolean) {
  const [sending, setSending] = useState<Sending<What>>({ state: 'idle' });

  useEffect(() => {
    if (!live) setSending((now) => (now.state === 'sent' ? { state: 'idle' } : now));
  }, [live]);

  async function send(what: What, request: () => Promise<void>): Promise<boolean> {
    setSending({ state: 'sending', what });
    try {
      await request();
      setSending({ state: 'sent', what });
      return true;
    } catch (error) {
      setSending({ state: 'failed', what, failure: failureOf(error) });
      return false;
    }
  }

  return { sending, send, busy: sending.state === 'sending' || sending.state === 'sent' };
}
