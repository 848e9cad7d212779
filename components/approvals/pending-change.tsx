'use client';

import type { ReactNode } from 'react';
import type { ActionKind } from '@/lib/confluence/tool-kind';
import { ApprovalCard } from './approval-card';
import type { AskedAction } from './asked-action';
import type { ChangeActions } from './change-context';
import { useChange } from './use-change';

/** The question about a write, with its preview fetched at once: it is what the person decides by. */
export function WaitingChange({
  asked,
  kind,
  live,
  details,
  actions,
}: {
  asked: AskedAction;
  kind: ActionKind | null;
  live: boolean;
  details: ReactNode;
  actions: ChangeActions;
}) {
  const preview = useChange(asked.changeId);
  return (
    <ApprovalCard
      {...asked}
      kind={kind}
      live={live}
      details={details}
      preview={preview}
      onDecide={actions.onDecide}
      onRenew={actions.onRenew}
    />
  );
}
