'use client';

import { useRef, useState } from 'react';
import type { GrantRecord, ToolChoice } from '@/lib/domain/policy';
import { type Failure, failureOf } from '../http/failure';
import { Button } from '../ui/button';
import { LocalTime } from '../ui/local-time';
import { Notice } from '../ui/notice';
import { toolName } from './policy-words';

/** What the person answered “always allow” to, and the way to take it back. */
export function GrantList({
  grants,
  known,
  onRevoke,
}: {
  grants: GrantRecord[];
  known: ToolChoice[];
  onRevoke: (id: string) => Promise<void>;
}) {
  const [revoking, setRevoking] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const box = useRef<HTMLDivElement>(null);

  async function revoke(id: string) {
    setRevoking(id);
    setFailure(null);
    // The button goes with its row.
    box.current?.focus();
    await onRevoke(id).catch((error: unknown) => setFailure(failureOf(error)));
    setRevoking(null);
  }

  return (
    <div ref={box} tabIndex={-1} className="outline-none">
      {failure === null ? null : (
        <div className="mt-3">
          <Notice tone="problem" title={failure.message} hint={failure.hint} />
        </div>
      )}
      {grants.length === 0 ? (
        <p className="mt-1 text-ink-soft">
          Nothing. When a card asks, you can answer “Always allow”; it is then listed here.
        </p>
      ) : (
        <ul className="mt-3 divide-y rounded-lg border bg-surface">
          {grants.map((grant) => {
            const name = `${toolName(grant.tool, known)}${grant.spaceKey === null ? '' : ` in ${grant.spaceKey}`}`;
            return (
              <li key={grant.id} className="flex items-center gap-3 px-4 py-2.5">
                <div className="min-w-0 flex-1">
                  <p className="font-medium wrap-anywhere">{name}</p>
                  <p className="text-note text-ink-soft">
                    Since <LocalTime iso={grant.createdAt} />
                  </p>
                </div>
                <Button
                  disabled={revoking === grant.id}
                  aria-label={`Revoke: ${name}`}
                  onClick={() => void revoke(grant.id)}
                >
                  Revoke
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
