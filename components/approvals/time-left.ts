/** From how much time on a card says that its question ends, in milliseconds. */
const SOON_MS = 3 * 60_000;

export type TimeLeft = { state: 'plenty' } | { state: 'soon'; words: string } | { state: 'expired' };

/** How a question that ends at `expiresAt` (ISO 8601) stands at `now`, and after how many milliseconds to look again. */
export function timeLeft(expiresAt: string, now: number): { left: TimeLeft; lookAgainMs: number | null } {
  const ms = Date.parse(expiresAt) - now;
  if (!(ms > 0)) return { left: { state: 'expired' }, lookAgainMs: null };
  if (ms > SOON_MS) return { left: { state: 'plenty' }, lookAgainMs: ms - SOON_MS };
  const minutes = Math.ceil(ms / 60_000);
  const words = minutes === 1 ? 'Ends in less than a minute' : `Ends in ${minutes} minutes`;
  return { left: { state: 'soon', words }, lookAgainMs: ms - (minutes - 1) * 60_000 };
}
