'use client';

import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { Connection } from '@/lib/domain/connection';
import { requestJson } from '../http/request-json';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { LocalTime } from '../ui/local-time';
import { connectionWords } from './connection-words';

const ConfirmDialog = dynamic(() => import('../ui/confirm-dialog'), { ssr: false });

/** One connected account: where, in what state, since when, and the way to take it off. */
export function ConnectionRow({
  connection,
  name,
  onDisconnected,
}: {
  connection: Connection;
  name: string;
  onDisconnected: () => void;
}) {
  const [asking, setAsking] = useState(false);
  const { word, tone, meaning } = connectionWords(connection);
  const Icon =
    tone === 'done' ? CircleCheck : tone === 'accent' || tone === 'neutral' ? CircleDashed : CircleAlert;
  const site = connection.site ?? 'Unknown site';

  async function disconnect() {
    await requestJson(`/api/connections/${encodeURIComponent(connection.accountId)}`, { method: 'DELETE' });
    onDisconnected();
  }

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-medium wrap-anywhere">{site}</span>
          <Badge tone={tone} icon={<Icon aria-hidden="true" size={14} />}>
            {word}
          </Badge>
        </p>
        <p className="text-note text-ink-soft">
          Since <LocalTime iso={connection.createdAt} />
        </p>
        {meaning === null ? null : <p className="mt-1 text-note text-ink-soft wrap-anywhere">{meaning}</p>}
      </div>
      <Button onClick={() => setAsking(true)} aria-label={`Disconnect ${name} at ${site}`}>
        Disconnect
      </Button>
      {asking ? (
        <ConfirmDialog
          title={`Disconnect ${name}?`}
          description={`Tributary forgets the account at ${site} and can no longer read or change anything there. Your conversations and their history stay.`}
          confirmLabel="Disconnect"
          onConfirm={disconnect}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </li>
  );
}
