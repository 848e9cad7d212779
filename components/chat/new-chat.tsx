'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { LatestMessages } from '@/lib/domain/conversation';
import { Chat } from './chat';

const NOTHING_YET: LatestMessages = {
  running: false,
  messages: [],
  changed: [],
  queued: [],
  continues: false,
  since: null,
  older: null,
};

/**
 * A conversation that is yet to begin. Its first message moves the address to `/c/{id}` without leaving this page, so
 * coming back to `/` must put a fresh conversation in its place.
 */
export function NewChat({ firstId, modelIsSandbox }: { firstId: string; modelIsSandbox: boolean }) {
  const pathname = usePathname();
  const [id, setId] = useState(firstId);
  const [begun, setBegun] = useState(false);
  useEffect(() => {
    // Right after the first message the router may still say `/`; the address itself knows better.
    if (!begun || pathname !== '/' || window.location.pathname !== '/') return;
    setId(crypto.randomUUID());
    setBegun(false);
  }, [begun, pathname]);
  return (
    <Chat
      key={id}
      id={id}
      title={null}
      latest={NOTHING_YET}
      modelIsSandbox={modelIsSandbox}
      onBegun={() => setBegun(true)}
    />
  );
}
