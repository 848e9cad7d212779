import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Fate, TurnWorld } from './test-support/turn-world.ts';
import { isBusy, waitingMessages } from './turn-state.ts';

/** One thing that can happen to a page, its server or the network between them. `which` chooses among what is there. */
type Happening =
  | { type: 'type' | 'stop' | 'sendAgain' | 'decide' | 'reopen' | 'hear' | 'showOlder' }
  | { type: 'write' | 'complete' | 'fail' | 'sendElsewhere' }
  | { type: 'sendNow' | 'unqueue' | 'hold' | 'changeElsewhere'; which: number }
  | { type: 'deliver'; which: number; fate: Fate };

const fate = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Fate>('answered') },
  { weight: 3, arbitrary: fc.constantFrom<Fate>('late', 'lostOnTheWay', 'answerLost', 'refused') },
);

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom<Happening>({ type: 'type' }, { type: 'write' }, { type: 'complete' }),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Happening>(
      { type: 'stop' },
      { type: 'sendAgain' },
      { type: 'reopen' },
      { type: 'hear' },
      { type: 'showOlder' },
      { type: 'fail' },
      { type: 'sendElsewhere' },
      { type: 'decide' },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom(
        'sendNow' as const,
        'unqueue' as const,
        'hold' as const,
        'changeElsewhere' as const,
      ),
      which: fc.nat(5),
    }),
  },
  { weight: 10, arbitrary: fc.record({ type: fc.constant('deliver' as const), which: fc.nat(5), fate }) },
);

function live(world: TurnWorld, one: Happening): void {
  switch (one.type) {
    case 'type':
      world.type();
      break;
    case 'stop':
      world.dispatch({ type: 'stop' });
      break;
    case 'hold':
      world.hold(one.which);
      break;
    case 'sendAgain': {
      const again = world.state.failure?.again;
      if (again) world.dispatch({ type: 'send', message: again });
      break;
    }
    case 'decide':
      world.decide();
      break;
    case 'reopen':
      world.reopen();
      break;
    case 'hear':
      world.hear();
      break;
    case 'showOlder':
      world.showOlder();
      break;
    case 'changeElsewhere':
      world.changeElsewhere(one.which);
      break;
    case 'write':
      world.write();
      break;
    case 'complete':
      world.end(true);
      break;
    case 'fail':
      world.end(false);
      break;
    case 'sendElsewhere':
      world.sendElsewhere();
      break;
    case 'sendNow':
    case 'unqueue': {
      const waiting = waitingMessages(world.state);
      const message = waiting[one.which % waiting.length];
      if (message === undefined) break;
      if (one.type === 'unqueue') world.unqueue(message);
      else world.dispatch({ type: 'send', message });
      break;
    }
    case 'deliver': {
      const request = world.pending[one.which % world.pending.length];
      if (request !== undefined) world.deliver(request, one.fate);
    }
  }
}

/** Holds what is given after each of many happenings, in many lives of a page. */
function always(check: (world: TurnWorld) => void): void {
  lives((world, happenings) => {
    for (const one of happenings) {
      live(world, one);
      check(world);
    }
  });
}

/** Holds what is given once the network is good and all that was on its way has arrived. */
function inTheEnd(check: (world: TurnWorld) => void): void {
  lives((world, happenings) => {
    for (const one of happenings) live(world, one);
    world.settle();
    check(world);
  });
}

function lives(run: (world: TurnWorld, happenings: Happening[]) => void): void {
  const property = fc.property(
    fc.nat(8),
    fc.array(happening, { maxLength: 50, size: 'max' }),
    (earlier, happenings) => run(new TurnWorld(earlier), happenings),
  );
  fc.assert(property, { numRuns: 500 });
}

const ids = (messages: { id: string }[]) => messages.map(({ id }) => id);

describe('whatever happens to a page, its server and the network', () => {
  test('a message that was typed is in sight: said, above, waiting, or back where it was written', () => {
    always(({ state, server, typed, givenBack, takenOut }) => {
      const above = ids(server.messages.slice(0, Number(state.older)));
      const shown = [...ids(state.messages), ...ids(waitingMessages(state))];
      expect([...above, ...shown, ...givenBack, ...takenOut]).toEqual(expect.arrayContaining(typed));
    });
  });

  test('no message is shown twice', () => {
    always(({ state }) => {
      const shown = [...ids(state.messages), ...ids(waitingMessages(state))];
      expect(shown).toEqual([...new Set(shown)]);
    });
  });

  test('one answer at most is shown unfinished, and none while no turn runs', () => {
    always(({ state }) => {
      const unfinished = state.messages.filter(
        ({ role, metadata }) => role === 'assistant' && !metadata?.ended,
      );
      expect(unfinished.length).toBeLessThanOrEqual(isBusy(state.line) ? 1 : 0);
    });
  });

  test('a page that waits for something has asked for it: one request or stream is on the line, and none when idle', () => {
    always((world) => {
      expect(world.onTheLine().length).toBe(world.state.line.state === 'idle' ? 0 : 1);
    });
  });

  test('a turn that is streamed is not left before it is over, whatever happens elsewhere', () => {
    always(({ left }) => expect(left.length).toBe(0));
  });

  test('a message that came through is not given back: sent again it would be done twice', () => {
    always(({ server, givenBack }) => {
      const cameThrough = new Set(ids([...server.messages, ...server.queued]));
      expect(givenBack.filter((id) => cameThrough.has(id))).toEqual([]);
    });
  });

  test('what went wrong can be sent again only while it is not said', () => {
    always(({ state }) => {
      const again = state.failure?.again ?? null;
      if (again !== null && state.line.state !== 'sending')
        expect(ids(state.messages)).not.toContain(again.id);
    });
  });
});

describe('once all that was on its way has arrived', () => {
  test('a turn that runs is streamed, and where none runs none is waited for', () => {
    inTheEnd((world) => {
      const { state, server } = world;
      if (state.messages.length === 0) return;
      expect(isBusy(state.line)).toBe(server.running !== null);
      const streamed = world.onTheLine().map((one) => (one.type === 'stream' ? one.turnId : one.type));
      expect(streamed).toEqual(server.running === null ? [] : [server.running.turnId]);
    });
  });

  test('the answer of the turn that runs is shown as far as it is there', () => {
    inTheEnd(({ state, server }) => {
      if (server.running !== null && state.messages.length > 0)
        expect(state.messages.at(-1)).toEqual(server.running.answer);
    });
  });

  test('when no turn runs any more, the page shows all that was said from its first message on, as it stands, and all that waits', () => {
    inTheEnd((world) => {
      world.finish();
      const { state, server } = world;
      if (state.messages.length === 0) return;
      expect(state.messages).toEqual(server.messages.slice(Number(state.older)));
      expect(ids(waitingMessages(state))).toEqual(ids(server.queued));
    });
  });

  test('a message that was typed is on the server, or back where it was written', () => {
    inTheEnd(({ typed, server, givenBack, takenOut }) => {
      const kept = [...ids(server.messages), ...ids(server.queued), ...givenBack, ...takenOut];
      expect(kept).toEqual(expect.arrayContaining(typed));
    });
  });

  test('Stop can be pressed on a turn that runs', () => {
    inTheEnd(({ state, server }) => {
      if (server.running !== null && isBusy(state.line)) expect(state.line.stopping).toBe(false);
    });
  });

  test('news that was held is sent once the turn is over', () => {
    inTheEnd((world) => {
      world.finish();
      expect(world.state.held).toBeNull();
    });
  });
});
