import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConversationTurns } from './conversation-turns.ts';

/** Answers the one request that sends a message: the server has it. */
let accept: () => void;
let location: { pathname: string };

beforeEach(() => {
  location = { pathname: '/' };
  const history = {
    replaceState: (_state: null, _unused: '', address: string) => {
      location.pathname = address;
    },
  };
  const target = { addEventListener: () => undefined, removeEventListener: () => undefined };
  vi.stubGlobal('window', { location, history, ...target });
  vi.stubGlobal('document', { visibilityState: 'visible', ...target });
  vi.stubGlobal(
    'EventSource',
    class {
      close() {}
    },
  );
  const accepted = new Promise<Response>((resolve) => {
    accept = () => resolve(new Response('data: [DONE]\n\n'));
  });
  vi.stubGlobal('fetch', (url: string) =>
    url === '/api/chat' ? accepted : Promise.resolve(Response.json({})),
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function openPage() {
  const turns = new ConversationTurns('c1', {
    running: false,
    messages: [],
    changed: [],
    queued: [],
    continues: false,
    since: null,
    older: null,
  });
  const page = { onChange: () => undefined, onAccepted: vi.fn(), onGiveBack: () => undefined };
  const leave = turns.open(page);
  turns.dispatch({
    type: 'typed',
    message: { id: 'm1', role: 'user', parts: [{ type: 'text', text: 'Hello' }] },
  });
  return { turns, page, leave };
}

test('a conversation has its address once the server has its first message', async () => {
  const { page, leave } = openPage();
  expect(location.pathname).toBe('/');
  accept();
  await vi.waitFor(() => expect(page.onAccepted).toHaveBeenCalledOnce());
  expect(location.pathname).toBe('/c/c1');
  leave();
});

test('a page that has gone leaves the address to the one that took its place', async () => {
  const { turns, page, leave } = openPage();
  leave();
  location.pathname = '/history';
  accept();
  await vi.waitFor(() => expect(turns.state.line.state).toBe('answering'));
  expect(location.pathname).toBe('/history');
  expect(page.onAccepted).not.toHaveBeenCalled();
});
