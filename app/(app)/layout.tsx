import type { ReactNode } from 'react';
import { AppShell } from '@/components/shell/app-shell';
import { pageUser } from '@/lib/auth/page-user';
import { config } from '@/lib/config/config';
import { listConversations } from '@/lib/conversations/list-conversations';

export default async function AppLayout({ children }: { children: ReactNode }) {
  const user = await pageUser('/');
  const { items, nextCursor } = await listConversations(user.id, {});
  return (
    <AppShell
      user={{ name: user.name, email: user.email }}
      conversations={items}
      conversationsCursor={nextCursor}
      sandboxed={config().sandboxed}
    >
      {children}
    </AppShell>
  );
}
