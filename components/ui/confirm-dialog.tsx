'use client';

import { useState } from 'react';
import { type Failure, failureOf } from '../http/failure';
import { Button } from './button';
import Dialog from './dialog';
import { Notice } from './notice';

/** Asks before something is lost. The safe choice has the focus; a failure stays in the dialog, nothing closes on it. */
export default function ConfirmDialog({
  title,
  description,
  confirmLabel,
  onConfirm,
  onClose,
}: {
  title: string;
  description: string;
  confirmLabel: string;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}) {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function confirm() {
    setPending(true);
    setFailure(null);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
      setPending(false);
    }
  }

  return (
    <Dialog title={title} description={description} onClose={onClose}>
      {failure === null ? null : (
        <div className="mt-4">
          <Notice tone="problem" title={failure.message} hint={failure.hint} />
        </div>
      )}
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button tone="danger" disabled={pending} onClick={confirm}>
          {confirmLabel}
        </Button>
      </div>
    </Dialog>
  );
}
