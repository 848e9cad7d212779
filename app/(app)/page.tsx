import { randomUUID } from 'node:crypto';
import { after } from 'next/server';
import { NewChat } from '@/components/chat/new-chat';
import { pageUser } from '@/lib/auth/page-user';
import { warmSession } from '@/lib/composio/session';
import { modelIsSandbox } from '@/lib/config/config';

export default async function NewConversationPage() {
  const user = await pageUser('/');
  after(() => warmSession(user.id));
  return <NewChat firstId={randomUUID()} modelIsSandbox={modelIsSandbox()} />;
}
