'use client';

import { useChat } from '@ai-sdk/react';
import { DefaultChatTransport } from 'ai';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { ConversationMessage } from '@/lib/domain/message';
import { type Failure, failureOf, RequestFailure } from '../http/failure';
import { fetchJson, requestJson } from '../http/request-json';
import { refreshConversations } from '../shell/conversations-key';
import { useChanges } from './use-changes';
import { useDecisions } from './use-decisions';

/** A failure as the conversation shows it; `retry` sends again what cannot be typed again. */
export type TurnFailure = Failure & { retry: (() => void) | null };

export type StoredConversation = {
  id: string;
  running: boolean;
  messages: ConversationMessage[];
  queued: ConversationMessage[];
};

/** Conversations shown since the page was loaded: coming back to one, what the page was given may be old. */
const shownBefore = new Set<string>();

const RETRY_MS = [300, 1_000, 2_000, 5_000];

/**
 * The turns of one conversation: what was said, whether one runs, what waits, and how to begin, queue and stop one. The
 * server's database is the truth: whatever was lost on the way is read again from there.
 * @param onRefused gets the text of a message that the server did not take, so that nothing typed is lost.
 */
export function useTurns({
  id,
  initialMessages,
  initialQueued,
  running,
  onAccepted,
  onRefused,
}: {
  id: string;
  initialMessages: ConversationMessage[];
  initialQueued: ConversationMessage[];
  running: boolean;
  onAccepted?: () => void;
  onRefused: (text: string) => void;
}) {
  const [queued, setQueued] = useState(initialQueued);
  const [failure, setFailure] = useState<TurnFailure | null>(null);
  const [stopping, setStopping] = useState(false);
  /** A turn runs that this page has yet to find again. */
  const [behind, setBehind] = useState(running);
  const sending = useRef<{ message: ConversationMessage; accepted: boolean; waited: boolean } | null>(null);
  /** The last stream that was followed broke off. */
  const broke = useRef(false);
  const following = useRef(false);

  const transport = useMemo(
    () =>
      new DefaultChatTransport<ConversationMessage>({
        api: '/api/chat',
        prepareSendMessagesRequest: ({ id, messages }) => ({ body: { id, message: messages.at(-1) } }),
        fetch: async (input, init) => {
          const response = await fetch(input, init);
          if (response.ok && init?.method === 'POST' && sending.current !== null) {
            sending.current.accepted = true;
            accepted.current();
          }
          return response;
        },
      }),
    [],
  );

  const { messages, setMessages, sendMessage, resumeStream, status } = useChat<ConversationMessage>({
    id,
    messages: initialMessages,
    transport,
    generateId: () => crypto.randomUUID(),
    throttle: 40,
    onData: (part) => {
      // Earlier messages were brought up to date while a turn runs.
      if (part.type === 'data-changed') void refresh(part.data.messageIds);
    },
    onError: (error) => {
      broke.current = true;
      const sent = sending.current;
      // The turn lives on the server: a stream that broke off is found again there.
      if (sent === null || sent.accepted) return;
      sending.current = null;
      const reason = failureOf(error);
      // Another tab sent the same message first: its turn is this one's too.
      if (reason.code === 'already_received') return void follow();
      if (reason.code === 'network' || reason.code === 'unreadable') return void lookOrRefuse(sent, reason);
      refuse(sent, reason);
    },
  });
  const streaming = status === 'submitted' || status === 'streaming';

  const { tell } = useChanges(id, {
    watch: messages.length > 0 && !streaming,
    lastMessageId: messages.at(-1)?.id ?? null,
    queued: queued.length,
    onChange: () => void follow(),
  });
  const accepted = useRef(() => {});
  useEffect(() => {
    accepted.current = () => {
      onAccepted?.();
      refreshConversations();
      tell();
    };
  });

  /** Brings this page to where the server is, and stays with a turn that runs until it is over. */
  async function follow() {
    if (following.current) return;
    following.current = true;
    try {
      for (let failures = 0; ; ) {
        try {
          const stored = await fetchJson<StoredConversation>(`/api/conversations/${id}`);
          // A message that was just sent is newer than this.
          if (sending.current !== null) return;
          setMessages(stored.messages);
          setQueued(stored.queued);
          setBehind(stored.running);
          setFailure((now) => (now?.code === 'network' ? null : now));
          if (!stored.running) return;
          broke.current = false;
          await resumeStream();
          setStopping(false);
          if (broke.current) throw new TypeError('the stream broke off');
          failures = 0;
        } catch (error) {
          if (error instanceof RequestFailure && error.status === 404) return deleted();
          setFailure({ ...failureOf(error), retry: null });
          await onlineOrLater(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0);
          failures += 1;
        }
      }
    } finally {
      following.current = false;
      setStopping(false);
      refreshConversations();
    }
  }

  function deleted() {
    setBehind(false);
    // This page came out of the browser's memory: the server knows what to show.
    if (shownBefore.has(id) && window.location.pathname === `/c/${id}`) window.location.reload();
  }

  /** The answer got lost, not necessarily the message: sent twice, it would be done twice. */
  async function lookOrRefuse(sent: { message: ConversationMessage; waited: boolean }, reason: Failure) {
    const stored = await persistently(() => fetchJson<StoredConversation>(`/api/conversations/${id}`)).catch(
      () => null,
    );
    if (stored?.messages.some((one) => one.id === sent.message.id)) return follow();
    refuse(sent, reason);
  }

  /** Asks again until there is an answer. Throws when the server says no. */
  async function persistently<Answer>(request: () => Promise<Answer>): Promise<Answer> {
    for (let failures = 0; ; failures += 1) {
      try {
        return await request();
      } catch (error) {
        if (error instanceof RequestFailure && error.status < 500) throw error;
        setFailure({ ...failureOf(error), retry: null });
        await onlineOrLater(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0);
      }
    }
  }

  function refuse(
    { message, waited }: { message: ConversationMessage; waited: boolean },
    reason: Failure,
  ): void {
    setMessages((all) => all.filter((one) => one.id !== message.id));
    const text = textOf(message);
    setFailure({ ...reason, retry: text === '' ? () => send(message) : null });
    // It still waits on the server; anything else goes back to where it was written.
    if (waited) setQueued((all) => [message, ...all]);
    else if (text !== '') onRefused(text);
    if (messages.length === 0 && initialMessages.length === 0) window.history.replaceState(null, '', '/');
    // Someone else's turn in the same conversation: show it.
    if (reason.code === 'turn_in_progress') void follow();
  }

  function send(message: ConversationMessage) {
    setFailure(null);
    const sent = { message, accepted: false, waited: queued.some(({ id }) => id === message.id) };
    sending.current = sent;
    setQueued((all) => all.filter((one) => one.id !== message.id));
    const address = `/c/${id}`;
    if (window.location.pathname !== address) window.history.replaceState(null, '', address);
    void sendMessage(message).finally(() => {
      if (sending.current !== null && sending.current !== sent) return;
      sending.current = null;
      setStopping(false);
      // Whether it ended, broke off or was somebody else's: the server knows what is next.
      if (sent.accepted) void follow();
    });
  }

  async function queue(message: ConversationMessage) {
    setFailure(null);
    setQueued((all) => [...all, message]);
    try {
      // Queued twice it waits once: asking again until there is an answer is safe.
      await persistently(() => requestJson(`/api/chat/${id}/queue`, { method: 'POST', body: { message } }));
      setFailure(null);
      tell();
      if (!streaming) void follow();
    } catch (error) {
      setQueued((all) => all.filter((one) => one.id !== message.id));
      const reason = failureOf(error);
      // An earlier try came through, and its turn has begun: refused, it would be sent twice.
      if (reason.code === 'already_received') {
        setFailure(null);
        return void follow();
      }
      setFailure({ ...reason, retry: null });
      onRefused(textOf(message));
    }
  }

  async function unqueue(message: ConversationMessage) {
    const remove = () => setQueued((all) => all.filter((one) => one.id !== message.id));
    remove();
    try {
      await requestJson(`/api/chat/${id}/queue/${message.id}`, { method: 'DELETE' });
      // A look at the server that was under way may have brought it back.
      remove();
      tell();
    } catch (error) {
      setFailure({ ...failureOf(error), retry: null });
      void follow();
    }
  }

  async function stop() {
    setStopping(true);
    const last = messages.at(-1);
    const turnId = last?.role === 'assistant' && !last.metadata?.ended ? last.metadata?.turnId : undefined;
    try {
      const answer = await requestJson<{ stopped: boolean }>(`/api/chat/${id}/stop`, {
        ...{ method: 'POST', body: { turnId } },
      });
      // It was over already, or has not begun: the button must work again.
      if (!answer.stopped) setStopping(false);
    } catch (error) {
      setStopping(false);
      setFailure({ ...failureOf(error), retry: null });
    }
  }

  /** Shows messages as the server has them, those that are named or all. */
  async function refresh(ids?: string[]) {
    const stored = await fetchJson<StoredConversation>(`/api/conversations/${id}`).catch(() => null);
    const fresh = new Map(stored?.messages.map((message) => [message.id, message]));
    const named = (one: ConversationMessage) => ids === undefined || ids.includes(one.id);
    setMessages((all) => all.map((one) => (named(one) ? (fresh.get(one.id) ?? one) : one)));
  }

  const busy = streaming || behind;
  const { decide, renew } = useDecisions({
    id,
    busy,
    onBegun: () => {
      setFailure(null);
      setBehind(true);
      tell();
      void follow();
    },
    onChanged: async () => {
      await refresh();
      tell();
    },
  });

  // A page that was loaded in mid-turn, or that came back out of the browser's memory.
  const begin = useEffectEvent(() => {
    if (running || shownBefore.has(id)) void follow();
    shownBefore.add(id);
  });
  useEffect(() => begin(), []);

  return {
    messages,
    queued,
    busy,
    stopping,
    failure,
    send,
    decide,
    renew,
    refresh: () => void refresh(),
    queue: (message: ConversationMessage) => void queue(message),
    unqueue: (message: ConversationMessage) => void unqueue(message),
    stop: () => void stop(),
  };
}

export function textOf(message: ConversationMessage): string {
  return message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}

/** Waits for a while, or until the network is back. */
function onlineOrLater(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener('online', done);
  });
}
