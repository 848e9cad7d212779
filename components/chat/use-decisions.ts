'use client';

import { useEffect, useRef } from 'react';
import type { ApprovalDecision } from '../changes/change-context';
import { RequestFailure } from '../http/failure';
import { requestJson, requestStart } from '../http/request-json';

/**
 * A person's answers to the questions of a conversation. One that comes while a turn runs waits for its end; what rejects is
 * shown on the card that asked.
 */
export function useDecisions({
  id,
  busy,
  onBegun,
  onChanged,
}: {
  id: string;
  busy: boolean;
  /** A decision was taken, and its turn has begun. */
  onBegun: () => void;
  /** What waits is not what this page shows any more. */
  onChanged: () => Promise<void>;
}) {
  const busyNow = useRef(busy);
  const waiting = useRef<(() => void)[]>([]);
  const before = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    busyNow.current = busy;
    if (!busy) for (const go of waiting.current.splice(0)) go();
  }, [busy]);

  function idle(): Promise<void> {
    if (!busyNow.current) return Promise.resolve();
    return new Promise((resolve) => waiting.current.push(resolve));
  }

  async function decide(decisions: ApprovalDecision[]): Promise<void> {
    const mine = before.current.then(async () => {
      await idle();
      await requestStart(`/api/chat/${id}/approvals`, { method: 'POST', body: { decisions } });
      busyNow.current = true;
      onBegun();
    });
    before.current = mine.catch(() => undefined);
    try {
      await mine;
    } catch (error) {
      // Decided elsewhere, or moved on: the card must show what is true now.
      if (error instanceof RequestFailure && error.failure.code !== 'confirmation_needed') await onChanged();
      throw error;
    }
  }

  /** Builds the preview of a waiting change again, with other arguments where they are given. */
  async function renew(approvalId: string, args?: Record<string, unknown>): Promise<void> {
    const body = args === undefined ? {} : { arguments: args };
    try {
      await idle();
      await requestJson(`/api/chat/${id}/approvals/${approvalId}/preview`, { method: 'POST', body });
    } finally {
      await onChanged();
    }
  }

  return { decide, renew };
}
