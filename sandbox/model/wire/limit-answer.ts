import type { ScriptedItem } from '../script.ts';
import { argumentsText } from './answer-items.ts';
import { firstTokens } from './tokens.ts';

/** What a request sets its answer as an end: so many tokens, or the first of these words. */
export type Limits = { tokens: number | null; stop: readonly string[] };

/** The answer up to where its limits end it, and whether it ran out of tokens there. */
export function limitAnswer(
  items: readonly ScriptedItem[],
  limits: Limits,
): { items: ScriptedItem[]; ranOut: boolean } {
  const kept: ScriptedItem[] = [];
  let left = limits.tokens ?? Number.POSITIVE_INFINITY;
  for (const item of items) {
    const text = wordsOf(item);
    const stopped = item.type === 'text' ? beforeStop(text, limits.stop) : text;
    const { text: fitting, tokens } = firstTokens(stopped, left);
    left -= tokens;
    kept.push(fitting === text ? item : withWords(item, fitting));
    if (fitting !== stopped) return { items: kept, ranOut: true };
    if (stopped !== text) return { items: kept, ranOut: false };
  }
  return { items: kept, ranOut: false };
}

function wordsOf(item: ScriptedItem): string {
  if (item.type === 'tool_call') return argumentsText(item);
  return 'text' in item ? item.text : '';
}

function withWords(item: ScriptedItem, words: string): ScriptedItem {
  if (item.type === 'tool_call') return { ...item, arguments: words };
  return 'text' in item ? { ...item, text: words } : item;
}

function beforeStop(text: string, stops: readonly string[]): string {
  const ends = stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
  return ends.length === 0 ? text : text.slice(0, Math.min(...ends));
}
