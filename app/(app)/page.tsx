import { randomUUID } from 'node:crypto';
import { after } from 'next/server';
import { Chat } from '@/components/chat/chat';
import { pageUser } from '@/lib/auth/page-user';
import { warmSession } from '@/lib/composio/session';
import { config } from '@/lib/config/config';

export default async function NewConversationPage() {
  const user = await pageUser('/');
  after(() => warmSession(user.id));
  const id = randomUUID();
  return (
    <Chat
      key={id}
      id={id}
      title={null}
      initialMessages={[]}
      running={false}
      modelIsSandbox={modelIsSandbox()}
    />
  );
}

function modelIsSandbox(): boolean {
  const { sandboxed } = config();
  return sandboxed === 'model' || sandboxed === 'both';
}
