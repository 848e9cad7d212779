'use client';

import { useState } from 'react';
import type { Change } from '@/lib/domain/change';
import type { CallStatus } from '@/lib/domain/tool-call';
import { type Failure, failureOf } from '../http/failure';
import { requestJson } from '../http/request-json';

type UndoPreview =
  | { possible: true; change: Change; fingerprint: string }
  | { possible: false; reason: string; url: string | null };

type UndoOutcome = { actionId: string; status: CallStatus; error: string | null };

/** From “nothing asked” over a look at what undoing would do to “undone”. `unclear`: it was sent, and no answer came. */
export type Undoing =
  | { state: 'idle' | 'looking' | 'undone' }
  | { state: 'asking' | 'sending'; change: Change; fingerprint: string }
  | { state: 'refused'; reason: string; url: string | null }
  | { state: 'unclear'; said: string | null; url: string | null }
  | { state: 'failed'; failure: Failure };

/**
 * Undoing a write: first what it would do, then, with the fingerprint of exactly that, the doing.
 * @param write.url where what was written can be looked at
 * @param onChange what is shown of the write is no longer so
 */
export function useUndo(write: { actionId: string; url: string | null }, onChange: () => void) {
  const [undoing, setUndoing] = useState<Undoing>({ state: 'idle' });
  const address = `/api/actions/${encodeURIComponent(write.actionId)}/undo`;

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
      setUndoing(endOf(status, error, write.url));
      if (status !== 'failed') onChange();
    } catch (error) {
      setUndoing(refusalOf(failureOf(error), write.url));
    }
  }

  function keep() {
    setUndoing({ state: 'idle' });
  }

  /** Reads again how the write stands. */
  function reload() {
    keep();
    onChange();
  }

  return { undoing, look, undo, keep, reload };
}

function endOf(status: CallStatus, error: string | null, url: string | null): Undoing {
  if (status === 'succeeded') return { state: 'undone' };
  if (status !== 'failed') return { state: 'unclear', said: error, url };
  const message = 'Confluence did not take it back.';
  return { state: 'failed', failure: { code: status, message, hint: error } };
}

function refusalOf(failure: Failure, url: string | null): Undoing {
  if (failure.code === 'change_impossible') return { state: 'refused', reason: failure.message, url };
  // The request may have arrived, and the undo gone on without us.
  if (failure.code === 'network' || failure.code === 'unreadable')
    return { state: 'unclear', said: `${failure.message} ${failure.hint ?? ''}`.trim(), url };
  return { state: 'failed', failure };
}
