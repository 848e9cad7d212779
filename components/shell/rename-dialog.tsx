'use client';

import { useState } from 'react';
import { type Failure, failureOf } from '../http/failure';
import { Button } from '../ui/button';
import Dialog from '../ui/dialog';
import { Input } from '../ui/input';
import { Notice } from '../ui/notice';

/** Gives a conversation another title. */
export default function RenameDialog({
  title,
  onRename,
  onClose,
}: {
  title: string;
  onRename: (title: string) => Promise<void>;
  onClose: () => void;
}) {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function submit(form: FormData) {
    const next = String(form.get('title') ?? '').trim();
    if (next === '' || next === title) return onClose();
    setPending(true);
    try {
      await onRename(next);
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
      setPending(false);
    }
  }

  return (
    <Dialog title="Rename conversation" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit(new FormData(event.currentTarget));
        }}
        className="mt-4 grid gap-4"
      >
        <Input
          label="Title"
          name="title"
          defaultValue={title}
          maxLength={120}
          required
          onFocus={(event) => event.currentTarget.select()}
        />
        {failure === null ? null : <Notice tone="problem" title={failure.message} hint={failure.hint} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={pending}>
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
