import type { ConnectionAttempt } from '@/lib/domain/connection';

export type AttemptEnd = Exclude<ConnectionAttempt['state'], 'waiting'>;

/** How an attempt ended and what to do next, in words. `reason` is the server's own, where it has one. */
export function attemptWords(
  end: AttemptEnd,
  name: string,
  reason: string | null,
): { title: string; text: string } {
  switch (end) {
    case 'connected':
      return { title: `${name} is connected`, text: 'Your request goes on by itself.' };
    case 'cancelled':
      return {
        title: 'You cancelled the connection',
        text: 'Nothing was connected. You can try again at any time.',
      };
    case 'expired':
      return {
        title: 'The connection link expired',
        text: 'A link is good for ten minutes. Try again to get a new one.',
      };
    case 'failed':
      return {
        title: `${name} could not be connected`,
        text: `${reason === null ? '' : `${reason.replace(/\.?\s*$/, '.')} `}Nothing was connected. You can try again.`,
      };
  }
}
