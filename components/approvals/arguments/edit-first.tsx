'use client';

import { lazy, Suspense } from 'react';
import { useOnce } from '../../changes/use-change';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { Spinner } from '../../ui/spinner';
import type { JsonSchema } from './argument-values';

const ArgumentsForm = lazy(() => import('./arguments-form'));

type ToolSchema = { tool: string; arguments: Record<string, unknown>; schema: JsonSchema };

function Waiting() {
  return (
    <p className="flex items-center gap-2 text-note text-ink-soft">
      <Spinner />
      Opening the form…
    </p>
  );
}

/** The arguments of a waiting action as a form. What is submitted is looked at anew before it can be allowed. */
export function EditFirst({
  changeId,
  busy,
  onCancel,
  onSubmit,
}: {
  changeId: string;
  busy: boolean;
  onCancel: () => void;
  onSubmit: (args: Record<string, unknown>) => void;
}) {
  const loaded = useOnce<ToolSchema>(`/api/changes/${encodeURIComponent(changeId)}/schema`);
  if (loaded.state === 'loading') return <Waiting />;
  if (loaded.state === 'failed')
    return (
      <Notice tone="problem" title="The form could not be opened." hint={loaded.failure.message}>
        <Button onClick={onCancel}>Back</Button>
        <Button onClick={loaded.retry}>Try again</Button>
      </Notice>
    );
  return (
    <Suspense fallback={<Waiting />}>
      <ArgumentsForm
        schema={loaded.data.schema}
        initial={loaded.data.arguments}
        busy={busy}
        onCancel={onCancel}
        onSubmit={onSubmit}
      />
    </Suspense>
  );
}
