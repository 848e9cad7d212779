'use client';

import { useChat } from '@ai-sdk/react';
import { DefaultChatTransport } from 'ai';
import { useEffect, useMemo, useRef, useState } from 'react';
import useSWR from 'swr';
import type { ConversationMessage } from '@/lib/conversations/message';
import { type Failure, failureOf, RequestFailure } from '../http/failure';
import { fetchJson, requestJson } from '../http/request-json';
import { refreshConversations } from '../shell/conversations-key';

/** A failure as the conversation shows it; `retry` sends again what cannot be typed again. */
export type TurnFailure = Failure & { retry: (() => void) | null };

type StoredConversation = { id: string; title: string; running: boolean; messages: ConversationMessage[] };

/** `check`: one look whether the page is behind the server. `run`: a turn runs that this page does not stream. */
type Watch = 'no' | 'check' | 'run';

/** Conversations shown since the page was loaded: coming back to one, what the page was given may be old. */
const shownBefore = new Set<string>();

/**
 * The turns of one conversation: what was said, whether one runs, and how to begin and stop one. The server's database
 * is the truth: whatever was lost on the way is read again from there.
 * @param onRefused gets the text of a message that the server did not take, so that nothing typed is lost.
 */
export function useTurns({
  id,
  initialMessages,
  running,
  onAccepted,
  onRefused,
}: {
  id: string;
  initialMessages: ConversationMessage[];
  running: boolean;
  onAccepted?: () => void;
  onRefused: (text: string) => void;
}) {
  const [watch, setWatch] = useState<Watch>(running ? 'run' : shownBefore.has(id) ? 'check' : 'no');
  const [failure, setFailure] = useState<TurnFailure | null>(null);
  const [stopping, setStopping] = useState(false);
  const sending = useRef<{ message: ConversationMessage; accepted: boolean; onAccepted?: () => void } | null>(
    null,
  );

  useEffect(() => {
    shownBefore.add(id);
  }, [id]);

  // Another tab may have gone on in the meantime.
  const begun = initialMessages.length > 0;
  useEffect(() => {
    if (!begun) return;
    const look = () => setWatch((now) => (now === 'no' ? 'check' : now));
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [begun]);

  const transport = useMemo(
    () =>
      new DefaultChatTransport<ConversationMessage>({
        api: '/api/chat',
        prepareSendMessagesRequest: ({ id, messages }) => ({ body: { id, message: messages.at(-1) } }),
        fetch: async (input, init) => {
          const response = await fetch(input, init);
          if (response.ok && sending.current !== null) {
            sending.current.accepted = true;
            sending.current.onAccepted?.();
            refreshConversations();
          }
          return response;
        },
      }),
    [],
  );

  const { messages, setMessages, sendMessage, status } = useChat<ConversationMessage>({
    id,
    messages: initialMessages,
    transport,
    generateId: () => crypto.randomUUID(),
    throttle: 40,
    onFinish: () => {
      setStopping(false);
      refreshConversations();
    },
    onError: (error) => {
      const sent = sending.current;
      // The turn lives on the server: a stream that broke off is followed from there.
      if (sent === null || sent.accepted) return setWatch('run');
      const reason = failureOf(error);
      // Another tab sent the same message first: its turn is this one's too.
      if (reason.code === 'already_received') return setWatch('run');
      if (reason.code === 'network' || reason.code === 'unreadable')
        return void lookOrRefuse(sent.message, reason);
      refuse(sent.message, reason);
    },
  });

  /** The answer got lost, not necessarily the message: sent twice, it would be done twice. */
  async function lookOrRefuse(message: ConversationMessage, reason: Failure) {
    const stored = await fetchJson<StoredConversation>(`/api/conversations/${id}`).catch(() => null);
    if (stored?.messages.some((one) => one.id === message.id)) return setWatch('run');
    refuse(message, reason);
  }

  function refuse(message: ConversationMessage, reason: Failure) {
    setMessages((all) => all.filter((one) => one.id !== message.id));
    const text = message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
    setFailure({ ...reason, retry: text === '' ? () => send(message) : null });
    if (text !== '') onRefused(text);
    if (messages.length === 0 && initialMessages.length === 0) window.history.replaceState(null, '', '/');
    // Someone else's turn in the same conversation: show it.
    if (reason.code === 'turn_in_progress') setWatch('run');
  }

  function send(message: ConversationMessage) {
    setFailure(null);
    sending.current = { message, accepted: false, onAccepted };
    const address = `/c/${id}`;
    if (window.location.pathname !== address) window.history.replaceState(null, '', address);
    void sendMessage(message);
  }

  const streaming = status === 'submitted' || status === 'streaming';
  const watched = watch !== 'no' && !streaming;
  const { error: watchError } = useSWR<StoredConversation>(
    watched ? `/api/conversations/${id}` : null,
    fetchJson,
    {
      refreshInterval: 1000,
      dedupingInterval: 500,
      errorRetryInterval: 2000,
      onSuccess: (stored) => {
        setMessages(stored.messages);
        setWatch(stored.running ? 'run' : 'no');
        if (stored.running) return;
        setStopping(false);
        refreshConversations();
      },
      onError: (error) => {
        if (!(error instanceof RequestFailure) || error.status !== 404) return;
        setWatch('no');
        // It was deleted, and this page came out of the browser's memory: the server knows what to show.
        if (watch === 'check' && window.location.pathname === `/c/${id}`) window.location.reload();
      },
    },
  );

  async function stop() {
    setStopping(true);
    try {
      await requestJson(`/api/chat/${id}/stop`, { method: 'POST', body: {} });
    } catch (error) {
      setStopping(false);
      setFailure({ ...failureOf(error), retry: null });
    }
  }

  return {
    messages,
    busy: streaming || watch === 'run',
    stopping,
    failure:
      failure ?? (watched && watchError !== undefined ? { ...failureOf(watchError), retry: null } : null),
    send,
    stop: () => void stop(),
  };
}
