/** What one request may hold, in tokens. */
export const MOST_INPUT_TOKENS = 272_000;

const PIECES = /\p{L}+|\p{N}+|[^\s\p{L}\p{N}]+/gu;

function tokensOf(piece: string): number {
  const size = /^\p{L}/u.test(piece) ? 7 : /^\p{N}/u.test(piece) ? 3 : 2;
  return Math.ceil(piece.length / size);
}

/** About as many tokens as OpenAI would count: short words are one, long ones several, marks one each. */
export function countTokens(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(PIECES)) tokens += tokensOf(piece);
  return tokens;
}

/** The beginning of a text that holds at most so many tokens, and how many it holds. */
export function firstTokens(text: string, most: number): { text: string; tokens: number } {
  let tokens = 0;
  for (const { 0: piece, index } of text.matchAll(PIECES)) {
    const next = tokens + tokensOf(piece);
    if (next > most) return { text: text.slice(0, index), tokens };
    tokens = next;
  }
  return { text, tokens };
}

/** The tokens of one answer's request and of what was said. */
export type Usage = { input: number; output: number; reasoning: number };
