import type { Metadata } from 'next';
import { ConnectionsPanel } from '@/components/connections/connections-panel';
import { pageUser } from '@/lib/auth/page-user';
import { listConnections } from '@/lib/composio/connections';
import { config } from '@/lib/config/config';

export const metadata: Metadata = { title: 'Connections' };

export default async function ConnectionsPage() {
  const user = await pageUser('/settings/connections');
  const toolkits = config().composio.toolkits.map((slug) => ({
    slug,
    name: slug.charAt(0).toUpperCase() + slug.slice(1),
  }));
  return <ConnectionsPanel toolkits={toolkits} connections={await listConnections(user.id)} />;
}
