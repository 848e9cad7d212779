import 'server-only';
import { config } from '@/lib/config/config';
import { AppError } from '@/lib/http/app-error';

/** So many turns may wait for each that may run. */
const WAITING_A_RUNNING = 4;

/** A turn's place among those that run in this process. */
export type Place = {
  /** Is the turn opened as one that waits? */
  waits: boolean;
  /** Resolves when the turn may begin. */
  free: Promise<void>;
  /** Tells how many are to begin before it and itself, now and whenever that changes, until it may begin. */
  onMove: (tell: (place: number) => void) => void;
  /** Gives it up, whether or not the turn has begun. */
  leave: () => void;
};

type Waiting = { admit: () => void; tell: (place: number) => void };

/** The places of one process: so many turns run, the others wait in the order they came. */
export class Places {
  readonly #most: number;
  #running = 0;
  readonly #waiting: Waiting[] = [];

  /** @param most turns that may run at the same time */
  constructor(most: number) {
    this.#most = most;
  }

  isFull(): boolean {
    return this.#waiting.length >= this.#most * WAITING_A_RUNNING;
  }

  take(): Place {
    const waits = this.#running >= this.#most;
    const { promise: free, resolve } = Promise.withResolvers<void>();
    let state: 'waiting' | 'running' | 'left' = 'waiting';
    const waiting: Waiting = {
      admit: () => {
        state = 'running';
        this.#running += 1;
        resolve();
      },
      tell: () => undefined,
    };
    if (waits) this.#waiting.push(waiting);
    else waiting.admit();
    return {
      waits,
      free,
      onMove: (tell) => {
        waiting.tell = tell;
        if (state === 'waiting') tell(this.#waiting.indexOf(waiting) + 1);
      },
      leave: () => {
        if (state === 'left') return;
        if (state === 'running') this.#running -= 1;
        if (state === 'waiting') this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        state = 'left';
        this.#moveUp();
      },
    };
  }

  #moveUp(): void {
    while (this.#running < this.#most) {
      const next = this.#waiting.shift();
      if (!next) break;
      next.admit();
    }
    for (const [at, { tell }] of this.#waiting.entries()) tell(at + 1);
  }
}

// Bundles have modules of their own: the places must be one in a process.
const kept = globalThis as { tributaryPlaces?: Places };

function places(): Places {
  kept.tributaryPlaces ??= new Places(config().agent.maxTurns);
  return kept.tributaryPlaces;
}

/** A place for a turn that was opened as one that waits. */
export function takeWaitingPlace(): Place {
  return { ...places().take(), waits: true };
}

/** Opens a turn with a place for it, which is given back when none was opened. Throws `busy` when too many wait already. */
export async function withPlace<Opened>(
  open: (place: Place) => Promise<Opened>,
): Promise<{ opened: Opened; place: Place }> {
  if (places().isFull()) throw busy();
  const place = places().take();
  try {
    const opened = await open(place);
    if (opened === null) place.leave();
    return { opened, place };
  } catch (error) {
    place.leave();
    throw error;
  }
}

function busy(): AppError {
  return new AppError('busy', 'Tributary has too much to do at the moment.', {
    hint: 'Nothing was lost and nothing was done. Send it again in a minute.',
  });
}
