import type { UserChange } from '@/lib/domain/user-change';

type Listener = (change: UserChange) => void;

/** The name of what the tabs of a browser share: one of them has the stream, and tells the others. */
const SHARED = 'tributary:changes';
/** A stream that the server refused is asked for again after this time. In milliseconds. */
const AGAIN_MS = 5_000;

const listeners = new Set<Listener>();
let close: (() => void) | null = null;

/** Hears what changes for the person who is signed in, until the answered function is called. */
export function onChanges(listener: Listener): () => void {
  listeners.add(listener);
  close ??= openTab(tellWhenSeen());
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    close?.();
    close = null;
  };
}

/** Tells the listeners; a tab that nobody sees looks once, when it is seen again. */
function tellWhenSeen(): Listener {
  let missed = false;
  const tell: Listener = (change) => {
    for (const listener of listeners) listener(change);
  };
  document.addEventListener('visibilitychange', () => {
    if (!missed || document.hidden) return;
    missed = false;
    tell({ type: 'unknown' });
  });
  return (change) => {
    if (document.hidden) missed = true;
    else tell(change);
  };
}

/** Takes part for as long as the page is shown: one that the browser keeps for later must not hold what others wait for. */
function openTab(tell: Listener): () => void {
  let leave = join(tell);
  const goAway = () => leave();
  const comeBack = ({ persisted }: PageTransitionEvent) => {
    if (persisted) leave = join(tell);
  };
  window.addEventListener('pagehide', goAway);
  window.addEventListener('pageshow', comeBack);
  return () => {
    leave();
    window.removeEventListener('pagehide', goAway);
    window.removeEventListener('pageshow', comeBack);
  };
}

function join(tell: Listener): () => void {
  const gone = new AbortController();
  const tabs = new BroadcastChannel(SHARED);
  tabs.onmessage = ({ data }: MessageEvent<UserChange>) => tell(data);
  const lead = () =>
    followStream(gone.signal, (change) => {
      tabs.postMessage(change);
      tell(change);
    });
  // Without locks, as on a page without TLS, each tab has a stream of its own.
  if ('locks' in navigator) void takeTurns(gone.signal, lead, () => tell({ type: 'unknown' }));
  else void lead();
  return () => {
    gone.abort();
    tabs.close();
  };
}

/** Lets one tab at a time lead, and calls `onWait` in one that has to wait: what came before it listened it has missed. */
async function takeTurns(gone: AbortSignal, lead: () => Promise<void>, onWait: () => void): Promise<void> {
  const first = await navigator.locks.request(SHARED, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await lead();
    return lock !== null;
  });
  if (first || gone.aborted) return;
  onWait();
  await navigator.locks.request(SHARED, { signal: gone }, lead).catch(() => undefined);
}

/** Follows the stream until the page goes. Each time it begins something may have been missed. */
function followStream(gone: AbortSignal, tell: Listener): Promise<void> {
  return new Promise((resolve) => {
    let stream: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      stream = new EventSource('/api/events');
      stream.onopen = () => tell({ type: 'unknown' });
      stream.onmessage = ({ data }: MessageEvent<string>) => tell(JSON.parse(data));
      stream.onerror = () => {
        // Of a connection that broke off the browser takes care by itself.
        if (stream.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN_MS);
      };
    };
    gone.addEventListener('abort', () => {
      clearTimeout(timer);
      stream.close();
      resolve();
    });
    if (gone.aborted) resolve();
    else open();
  });
}
