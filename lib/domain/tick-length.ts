const SHORTEST_MS = 30;
const LONGEST_MS = 150;
/** From 20 turns on a tick is longer than the shortest; at 100 it is the longest. */
const MS_A_TURN = 1.5;

/**
 * How long what is said may wait to be read, or stored, together with what follows it, in milliseconds: with more turns at the same
 * time longer, as each read and each statement then carries more.
 */
export function tickLength(turns: number): number {
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, MS_A_TURN * turns));
}
