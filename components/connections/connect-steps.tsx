'use client';

import { ExternalLink } from 'lucide-react';
import { Button } from '../ui/button';
import { buttonStyle } from '../ui/button-style';
import { Notice } from '../ui/notice';
import { Spinner } from '../ui/spinner';
import { attemptWords } from './attempt-words';
import type { ConnectAttempt } from './use-connect-attempt';

/** The buttons and words of an attempt in its present state: begin, wait, try again. `label` is the first button's. */
export function ConnectSteps({
  attempt,
  name,
  label,
  tone = 'primary',
}: {
  attempt: ConnectAttempt;
  name: string;
  label: string;
  tone?: 'primary' | 'secondary';
}) {
  switch (attempt.state) {
    case 'idle':
    case 'starting':
      return (
        <div className="grid gap-3">
          {attempt.failure === null ? null : (
            <Notice tone="problem" title={attempt.failure.message} hint={attempt.failure.hint} />
          )}
          <div>
            <Button tone={tone} disabled={attempt.state === 'starting'} onClick={attempt.start}>
              {attempt.state === 'starting' ? <Spinner /> : <ExternalLink aria-hidden="true" size={15} />}
              {label}
            </Button>
          </div>
        </div>
      );
    case 'waiting':
      return <WaitingForWindow attempt={attempt} />;
    case 'connected': {
      const words = attemptWords('connected', name, null);
      return (
        <p role="status" className="text-ink-soft">
          {words.title}.
        </p>
      );
    }
    case 'cancelled':
    case 'expired':
    case 'failed': {
      const words = attemptWords(attempt.state, name, attempt.reason);
      return (
        <div className="grid gap-3">
          <div role="alert">
            <p className="font-medium">{words.title}</p>
            <p className="text-ink-soft">{words.text}</p>
          </div>
          <div>
            <Button tone="primary" onClick={attempt.start}>
              Try again
            </Button>
          </div>
        </div>
      );
    }
  }
}

/** The consent page is open in another window, or must be opened from here. */
function WaitingForWindow({ attempt: { blockedUrl, reopen, reset } }: { attempt: ConnectAttempt }) {
  return (
    <div className="grid gap-3">
      <p role="status" className="flex items-center gap-2">
        <span className="text-accent">
          <Spinner />
        </span>
        {blockedUrl === null
          ? 'Finish in the other window. This page goes on by itself.'
          : 'Your browser did not open the window. Open it yourself:'}
      </p>
      <div className="flex flex-wrap gap-2">
        {blockedUrl === null ? (
          <Button onClick={reopen}>Open again</Button>
        ) : (
          <a href={blockedUrl} target="_blank" rel="noopener noreferrer" className={buttonStyle('primary')}>
            <ExternalLink aria-hidden="true" size={15} />
            Open in a new tab
          </a>
        )}
        <Button tone="quiet" onClick={reset}>
          Start over
        </Button>
      </div>
    </div>
  );
}
