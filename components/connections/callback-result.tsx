'use client';

import { Check, CircleAlert } from 'lucide-react';
import Link from 'next/link';
import { useEffect } from 'react';
import type { ConnectionAttempt } from '@/lib/domain/connection';
import { buttonStyle } from '../ui/button-style';
import { Spinner } from '../ui/spinner';
import { ATTEMPT_CHANNEL } from './attempt-channel';
import { attemptWords } from './attempt-words';
import { toolkitName } from './toolkit-name';

function wordsFor(attempt: ConnectionAttempt | null): { title: string; text: string } {
  if (attempt === null) {
    return {
      title: 'This connection is not known',
      text: 'It was not begun by you, or long ago. Go back to Tributary and connect from there.',
    };
  }
  const name = toolkitName(attempt.toolkit);
  switch (attempt.state) {
    case 'connected':
      return {
        title: `${name} is connected`,
        text: 'You can close this window. Tributary goes on by itself.',
      };
    case 'waiting':
      return { title: 'Almost there', text: `Waiting for ${name} to confirm. This takes a moment.` };
    default: {
      const words = attemptWords(attempt.state, name, attempt.reason);
      return { title: words.title, text: `${words.text} Close this window and go on in Tributary.` };
    }
  }
}

/** The last page of the consent window: says how it ended, tells the waiting page, and closes itself when all is well. */
export function CallbackResult({ attempt }: { attempt: ConnectionAttempt | null }) {
  const state = attempt?.state ?? null;

  useEffect(() => {
    const channel = new BroadcastChannel(ATTEMPT_CHANNEL);
    channel.postMessage({ state });
    channel.close();
    if (state === 'connected') {
      // Ignored by the browser where this is not a window that a page opened; the words on it then do.
      const timer = setTimeout(() => window.close(), 900);
      return () => clearTimeout(timer);
    }
    if (state === 'waiting') {
      const timer = setTimeout(() => window.location.reload(), 1500);
      return () => clearTimeout(timer);
    }
  }, [state]);

  const { title, text } = wordsFor(attempt);
  const good = state === 'connected';
  return (
    <main className="flex min-h-dvh items-center justify-center p-6">
      <div className="max-w-sm text-center">
        <span
          className={`inline-flex size-11 items-center justify-center rounded-full ${good || state === 'waiting' ? 'bg-accent-soft text-accent' : 'bg-danger-soft text-danger'}`}
        >
          {state === 'waiting' ? (
            <Spinner size={20} />
          ) : good ? (
            <Check aria-hidden="true" size={22} />
          ) : (
            <CircleAlert aria-hidden="true" size={22} />
          )}
        </span>
        <h1 className="mt-5 text-title font-semibold">{title}</h1>
        <p className="mt-2 text-ink-soft wrap-anywhere">{text}</p>
        <Link href="/" className={`${buttonStyle('secondary')} mt-6`}>
          Back to Tributary
        </Link>
      </div>
    </main>
  );
}
