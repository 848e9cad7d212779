'use client';

import { useState } from 'react';
import type { Change } from '@/lib/changes/change';
import type { CallStatus } from '@/lib/history/tool-call';
import { type Failure, failureOf } from '../http/failure';
import { requestJson } from '../http/request-json';

type UndoPreview =
  | { possible: true; change: Change; fingerprint: string }
  | { possible: false; reason: string; url: string | null };

type UndoOutcome = { actionId: string; status: CallStatus; error: string | null };

/** From “nothing asked” over a look at what undoing would do to “undone”. */
export type Undoing =
  | { state: 'idle' | 'looking' | 'undone' }
  | { state: 'asking' | 'sending'; change: Change; fingerprint: string }
  | { state: 'refused'; reason: string; url: string | null }
  | { state: 'failed'; failure: Failure };

/** Taking a write back: first what it would do, then, with the fingerprint of exactly that, the doing. */
export function useUndo(actionId: string, onUndone: () => void) {
  const [undoing, setUndoing] = useState<Undoing>({ state: 'idle' });
  const address = `/api/actions/${encodeURIComponent(actionId)}/undo`;

  async function look() {
    setUndoing({ state: 'looking' });
    try {
      const preview = await requestJson<UndoPreview>(address);
      if (preview.possible)
        setUndoing({ state: 'asking', change: preview.change, fingerprint: preview.fingerprint });
      else setUndoing({ state: 'refused', reason: preview.reason, url: preview.url });
    } catch (error) {
      setUndoing({ state: 'failed', failure: failureOf(error) });
    }
  }

  async function undo({ change, fingerprint }: { change: Change; fingerprint: string }, typed: string) {
    setUndoing({ state: 'sending', change, fingerprint });
    try {
      const { status, error } = await requestJson<UndoOutcome>(address, {
        method: 'POST',
        body: { fingerprint, ...(change.typeToAllow === null ? {} : { typed }) },
      });
      if (status !== 'succeeded') {
        const message = error ?? 'Nobody knows yet whether it was undone. Look at the page.';
        setUndoing({ state: 'failed', failure: { code: status, message, hint: null } });
        return;
      }
      setUndoing({ state: 'undone' });
      onUndone();
    } catch (error) {
      setUndoing({ state: 'failed', failure: failureOf(error) });
    }
  }

  return { undoing, look, undo, keep: () => setUndoing({ state: 'idle' }) };
}
