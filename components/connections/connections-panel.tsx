'use client';

import { useEffect } from 'react';
import useSWR from 'swr';
import type { Connection } from '@/lib/domain/connection';
import type { PageOf } from '@/lib/domain/page-of';
import { onChanges } from '../http/changes';
import { fetchJson } from '../http/request-json';
import { PageColumn } from '../shell/page-column';
import { ToolkitSection } from './toolkit-section';

/** The connections page: per app its accounts, each with its state, and the way to add or remove one. */
export function ConnectionsPanel({
  toolkits,
  connections,
}: {
  toolkits: { slug: string; name: string }[];
  connections: Connection[];
}) {
  const { data, mutate } = useSWR<PageOf<Connection>>('/api/connections', fetchJson, {
    fallbackData: { items: connections, nextCursor: null },
    revalidateIfStale: false,
    revalidateOnFocus: false,
    revalidateOnReconnect: false,
  });
  useEffect(() => onChanges(({ type }) => void (type.startsWith('conversation') || mutate())), [mutate]);
  const items = data?.items ?? connections;
  return (
    <PageColumn heading="Connections" lead="The accounts that Tributary may use for you.">
      {toolkits.map((toolkit) => (
        <ToolkitSection
          key={toolkit.slug}
          toolkit={toolkit}
          connections={items.filter((connection) => connection.toolkit === toolkit.slug)}
          onChange={() => void mutate()}
        />
      ))}
    </PageColumn>
  );
}
