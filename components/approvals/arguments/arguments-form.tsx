'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button';
import { ArgumentField } from './argument-field';
import { type Draft, type JsonSchema, readDraft, toDraft } from './argument-values';

/** A form made from a tool's schema. It hands on arguments of the right shape; errors stand beside their fields. */
export default function ArgumentsForm({
  schema,
  initial,
  busy,
  onCancel,
  onSubmit,
}: {
  schema: JsonSchema;
  initial: Record<string, unknown>;
  busy: boolean;
  onCancel: () => void;
  onSubmit: (args: Record<string, unknown>) => void;
}) {
  const [draft, setDraft] = useState<Draft>(() => toDraft({ type: 'object', ...schema }, initial));
  const [problems, setProblems] = useState<Record<string, string>>({});
  const form = useRef<HTMLFormElement>(null);

  // It appears because it was asked for, in place of what was pressed.
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, textarea, select')?.focus();
  }, []);

  function submit() {
    const read = readDraft(schema, draft, true, '', initial);
    setProblems(read.problems);
    if (Object.keys(read.problems).length === 0) return onSubmit(read.value as Record<string, unknown>);
    // The first of them is where one goes on; it is marked by then.
    setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }

  return (
    <form
      ref={form}
      aria-label="Edit first"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      className="grid grid-cols-[minmax(0,1fr)] gap-4"
    >
      <ArgumentField
        label=""
        schema={schema}
        draft={draft}
        initial={initial}
        required
        path=""
        problems={problems}
        onChange={setDraft}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={onCancel} disabled={busy}>
          Back
        </Button>
        <Button type="submit" tone="primary" disabled={busy}>
          {busy ? 'Looking at it…' : 'Preview this'}
        </Button>
        <span className="text-note text-ink-soft">Nothing is written yet.</span>
      </div>
    </form>
  );
}
