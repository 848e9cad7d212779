import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { UserChange } from '@/lib/domain/user-change';

/** The streams that were opened, by whichever tab. */
let streams: FakeStream[];

class FakeStream {
  static CLOSED = 2;
  readyState = 1;
  onopen = () => undefined;
  onmessage: (event: { data: string }) => void = () => undefined;
  constructor() {
    streams.push(this);
  }
  close() {
    this.readyState = FakeStream.CLOSED;
  }
  say(change: UserChange) {
    this.onmessage({ data: JSON.stringify(change) });
  }
}

const page = { hidden: false, seen: () => {} };

beforeEach(() => {
  streams = [];
  page.hidden = false;
  const target = { addEventListener: () => undefined, removeEventListener: () => undefined };
  vi.stubGlobal('window', target);
  vi.stubGlobal('document', {
    get hidden() {
      return page.hidden;
    },
    addEventListener: (_type: string, seen: () => void) => {
      page.seen = seen;
    },
  });
  vi.stubGlobal('EventSource', FakeStream);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** A tab of the browser: its modules are its own, locks and channels are shared. */
async function openTab() {
  vi.resetModules();
  const { onChanges } = await import('./changes.ts');
  const heard: UserChange[] = [];
  return { heard, leave: onChanges((change) => heard.push(change)), onChanges };
}

const CHANGE: UserChange = { type: 'conversation', id: 'c' };

test('tabs share one stream, and each hears what it says', async () => {
  const one = await openTab();
  await vi.waitFor(() => expect(streams).toHaveLength(1));
  const other = await openTab();
  await vi.waitFor(() => expect(other.heard).toContainEqual({ type: 'unknown' }));
  streams[0]?.say(CHANGE);
  await vi.waitFor(() => expect([one.heard.at(-1), other.heard.at(-1)]).toEqual([CHANGE, CHANGE]));
  expect(streams).toHaveLength(1);
  one.leave();
  other.leave();
});

test('when the tab that has the stream goes, another opens one', async () => {
  const one = await openTab();
  await vi.waitFor(() => expect(streams).toHaveLength(1));
  const other = await openTab();
  await vi.waitFor(() => expect(other.heard).toHaveLength(1));
  one.leave();
  await vi.waitFor(() => expect(streams).toHaveLength(2));
  expect(streams[0]?.readyState).toBe(FakeStream.CLOSED);
  streams[1]?.say(CHANGE);
  expect(other.heard.at(-1)).toEqual(CHANGE);
  other.leave();
});

test('a tab that nobody sees looks once, when it is seen again', async () => {
  const { heard, leave } = await openTab();
  await vi.waitFor(() => expect(streams).toHaveLength(1));
  page.hidden = true;
  streams[0]?.say(CHANGE);
  streams[0]?.say(CHANGE);
  expect(heard).toEqual([]);
  page.hidden = false;
  page.seen();
  expect(heard).toEqual([{ type: 'unknown' }]);
  leave();
});
