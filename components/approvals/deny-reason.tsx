'use client';

import { useId, useState } from 'react';
import { Button } from '../ui/button';

/** Denies with words that the agent reads, so that it can do better. */
export function DenyReason({
  busy,
  onCancel,
  onDeny,
}: {
  busy: boolean;
  onCancel: () => void;
  onDeny: (reason: string) => void;
}) {
  const [reason, setReason] = useState('');
  const id = useId();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') onDeny(reason.trim());
      }}
      className="grid gap-2"
    >
      <label htmlFor={id} className="text-note font-medium">
        Why not? The agent reads this and can try again.
      </label>
      <textarea
        id={id}
        // biome-ignore lint/a11y/noAutofocus: it appears because the person asked for it, in place of what they pressed
        autoFocus
        rows={2}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        className="field-sizing-content max-h-40 min-h-16 w-full resize-none rounded-md border border-line-strong bg-surface px-3 py-1.5 text-prose md:text-body"
      />
      <div className="flex gap-2">
        <Button onClick={onCancel} disabled={busy}>
          Back
        </Button>
        <Button type="submit" tone="primary" disabled={busy || reason.trim() === ''}>
          Deny
        </Button>
      </div>
    </form>
  );
}
