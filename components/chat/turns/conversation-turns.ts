import type { ConversationMessage } from '@/lib/domain/message';
import type { PageOf } from '@/lib/domain/page-of';
import { onChanges } from '../../http/changes';
import { failureOf, RequestFailure } from '../../http/failure';
import { requestJson, requestStream } from '../../http/request-json';
import { removedHere } from '../../shell/removed-here';
import { streamAnswer } from './stream-answer';
import { transition } from './transition';
import {
  type Effect,
  initialState,
  isBusy,
  type StoredConversation,
  type TurnEvent,
  type TurnsState,
} from './turn-state';

type EffectOf<Type extends Effect['type']> = Extract<Effect, { type: Type }>;

/** What the page around does with what happens. */
export type Page = {
  onChange: (state: TurnsState) => void;
  onAccepted: () => void;
  onGiveBack: (text: string) => void;
};

/** Conversations shown since the page was loaded: coming back to one, what the page was given may be old. */
const shownBefore = new Set<string>();

/** Keeps the state of one conversation's turns, and does what its transitions ask for. */
export class ConversationTurns {
  readonly #id: string;
  #state: TurnsState;
  #page: Page | null = null;
  /** Of the request on the line; aborted when another takes its place or the page goes. */
  #line = new AbortController();
  readonly #whenIdle: (() => void)[] = [];

  constructor(id: string, given: StoredConversation) {
    this.#id = id;
    this.#state = initialState(given);
  }

  get state(): TurnsState {
    return this.#state;
  }

  /** The page is there. Answers what to call when it goes. */
  open(page: Page): () => void {
    this.#page = page;
    const stopHearing = onChanges((change) => {
      if (change.type === 'unknown' || (change.type === 'conversation' && change.id === this.#id))
        this.dispatch({ type: 'changedElsewhere' });
    });
    this.dispatch({ type: 'opened', before: shownBefore.has(this.#id) });
    shownBefore.add(this.#id);
    return () => {
      this.#line.abort();
      stopHearing();
      this.#page = null;
    };
  }

  dispatch(event: TurnEvent): void {
    const { state, effects } = transition(this.#state, event);
    this.#state = state;
    this.#page?.onChange(state);
    for (const effect of effects) this.#run(effect);
    if (!isBusy(this.#state.line)) for (const go of this.#whenIdle.splice(0)) go();
  }

  /** Resolves when no turn runs. */
  async idle(): Promise<void> {
    if (isBusy(this.#state.line)) await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  /** Shows the messages that are there as the server has them by now. */
  async refresh(): Promise<void> {
    const stored = await this.#fetchNews().catch(() => null);
    if (stored === null) return;
    this.dispatch({ type: 'refreshed', messages: [...stored.changed, ...stored.messages] });
  }

  /** Shows the messages before those that are there. Throws when there is no answer. */
  async showOlder(): Promise<void> {
    const { older: before } = this.#state;
    if (before === null) return;
    const address = `/api/conversations/${this.#id}/messages?cursor=${encodeURIComponent(before)}`;
    const { items, nextCursor } = await requestJson<PageOf<ConversationMessage>>(address);
    this.dispatch({ type: 'olderRead', before, messages: items, older: nextCursor });
  }

  #run(effect: Effect): void {
    switch (effect.type) {
      case 'read':
        void this.#read(effect);
        break;
      case 'watch':
        void this.#watch(effect);
        break;
      case 'post':
        void this.#post(effect);
        break;
      case 'queue':
        void this.#queue(effect);
        break;
      case 'unqueue':
        void this.#unqueue(effect);
        break;
      case 'stop':
        void this.#stop(effect);
        break;
      case 'accepted':
        this.#showAccepted();
        break;
      case 'giveBack':
        this.#page?.onGiveBack(effect.text);
        break;
      case 'gone':
        if (removedHere.has(this.#id)) break;
        // This page came out of the browser's memory: the server knows what to show.
        if (window.location.pathname === `/c/${this.#id}`) window.location.reload();
    }
  }

  /** Takes the line: what was on it is over. */
  #takeLine(): AbortSignal {
    this.#line.abort();
    this.#line = new AbortController();
    return this.#line.signal;
  }

  async #read({ ticket, afterMs }: EffectOf<'read'>): Promise<void> {
    const gone = this.#takeLine();
    await onlineOrLater(afterMs, gone);
    if (gone.aborted) return;
    try {
      const stored = await this.#fetchNews(gone);
      if (!gone.aborted) this.dispatch({ type: 'read', ticket, stored });
    } catch (error) {
      if (!gone.aborted) this.dispatch({ type: 'readFailed', ticket, ...troubleOf(error) });
    }
  }

  async #watch({ ticket }: EffectOf<'watch'>): Promise<void> {
    const gone = this.#takeLine();
    const body = requestStream(`/api/chat/${this.#id}/stream`, { signal: gone });
    await this.#follow(body, ticket, gone);
  }

  async #post({ ticket, message }: EffectOf<'post'>): Promise<void> {
    const gone = this.#takeLine();
    let body: ReadableStream<Uint8Array> | null;
    try {
      // Without the line's signal: a page that goes away takes no message back.
      body = await requestStream('/api/chat', { method: 'POST', body: { id: this.#id, message } });
    } catch (error) {
      return this.dispatch({ type: 'refused', ticket, failure: failureOf(error) });
    }
    this.dispatch({ type: 'accepted', ticket });
    await this.#follow(Promise.resolve(body), ticket, gone);
  }

  /** Shows what a stream brings until it is over. */
  async #follow(
    opening: Promise<ReadableStream<Uint8Array> | null>,
    ticket: number,
    gone: AbortSignal,
  ): Promise<void> {
    try {
      const body = await opening;
      if (body !== null)
        await streamAnswer(body, gone, {
          onShown: (message) => this.dispatch({ type: 'shown', ticket, message }),
          onChanged: () => void this.refresh(),
        });
      if (!gone.aborted) this.dispatch({ type: 'ended', ticket });
    } catch {
      if (!gone.aborted) this.dispatch({ type: 'broke', ticket });
    }
  }

  async #queue({ message, tries, afterMs }: EffectOf<'queue'>): Promise<void> {
    await onlineOrLater(afterMs);
    try {
      await requestJson(`/api/chat/${this.#id}/queue`, { method: 'POST', body: { message } });
      this.dispatch({ type: 'queued', message });
    } catch (error) {
      this.dispatch({ type: 'queueFailed', message, tries, ...troubleOf(error) });
    }
  }

  async #unqueue({ id }: EffectOf<'unqueue'>): Promise<void> {
    try {
      await requestJson(`/api/chat/${this.#id}/queue/${id}`, { method: 'DELETE' });
      this.dispatch({ type: 'unqueued', id });
    } catch (error) {
      this.dispatch({ type: 'unqueueFailed', id, failure: failureOf(error) });
    }
  }

  async #stop({ turnId }: EffectOf<'stop'>): Promise<void> {
    try {
      const answer = await requestJson<{ stopped: boolean }>(`/api/chat/${this.#id}/stop`, {
        method: 'POST',
        body: { turnId },
      });
      this.dispatch({ type: 'stopAnswered', turnId, stopped: answer.stopped });
    } catch (error) {
      this.dispatch({ type: 'stopFailed', failure: failureOf(error) });
    }
  }

  #showAccepted(): void {
    // A page that has gone has left its address to another.
    if (this.#page === null) return;
    const address = `/c/${this.#id}`;
    if (window.location.pathname !== address) window.history.replaceState(null, '', address);
    this.#page.onAccepted();
  }

  #fetchNews(signal?: AbortSignal): Promise<StoredConversation> {
    const { since } = this.#state;
    const query = since === null ? '' : `?since=${encodeURIComponent(since)}`;
    return requestJson<StoredConversation>(`/api/conversations/${this.#id}/news${query}`, { signal });
  }
}

function troubleOf(error: unknown) {
  return { failure: failureOf(error), status: error instanceof RequestFailure ? error.status : null };
}

/** Waits for a while, or until the network is back or nobody waits any more. */
function onlineOrLater(ms: number, gone?: AbortSignal): Promise<void> {
  if (ms === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      gone?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener('online', done);
    gone?.addEventListener('abort', done);
  });
}
