'use client';

import type { ReactNode } from 'react';
import type { ActionKind } from '@/lib/domain/action-kind';
import type { ChangeActions } from '../changes/change-context';
import { useChange } from '../changes/use-change';
import { ApprovalCard } from './approval-card';
import type { PendingAction } from './pending-action';

/** The question about a write, with its preview fetched at once: it is what the person decides by. */
export default function PendingChange({
  asked,
  kind,
  live,
  details,
  actions,
}: {
  asked: PendingAction;
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
      onRefresh={actions.onRefresh}
    />
  );
}
