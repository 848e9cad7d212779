import type { Metadata } from 'next';
import { after } from 'next/server';
import { foundOrNotFound } from '@/app/found-or-not-found';
import { Chat } from '@/components/chat/chat';
import { pageUser } from '@/lib/auth/page-user';
import { warmSession } from '@/lib/composio/session';
import { modelIsSandbox } from '@/lib/config/config';
import { getConversation } from '@/lib/conversations/get-conversation';
import { readLatest } from '@/lib/conversations/read-latest';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const user = await pageUser(`/c/${id}`);
  return { title: (await foundOrNotFound(id, (own) => getConversation(user.id, own))).title };
}

export default async function ConversationPage({ params }: Props) {
  const { id } = await params;
  const user = await pageUser(`/c/${id}`);
  const { title, ...latest } = await foundOrNotFound(id, (own) => readLatest(user.id, own));
  after(() => warmSession(user.id));
  return <Chat key={id} id={id} title={title} latest={latest} modelIsSandbox={modelIsSandbox()} />;
}
