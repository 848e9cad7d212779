import { ConfluenceError } from '../../errors.ts';

type Place = { start: number; end: number };
export type Token = Place &
  (
    | { type: 'word' | 'string'; text: string }
    | { type: 'operator'; text: '=' | '!=' | '~' | '!~' | '>' | '>=' | '<' | '<=' }
    | { type: '(' | ')' | ',' }
  );

const BLANK = /\s+/y;
const OPERATOR = /!=|!~|>=|<=|=|~|>|</y;
const WORD = /[^\s"'()<>=!~,]+/y;

/** Cuts a CQL query into words, quoted strings, operators and marks. @throws ConfluenceError 400 */
export function tokenise(cql: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(cql)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  while (at < cql.length) {
    if (match(BLANK) !== undefined) continue;
    const start = at;
    const mark = cql[at];
    if (mark === '(' || mark === ')' || mark === ',') {
      at += 1;
      tokens.push({ type: mark, start, end: at });
      continue;
    }
    if (mark === '"' || mark === "'") {
      const { text, end } = readString(cql, at, mark);
      tokens.push({ type: 'string', text, start, end });
      at = end;
      continue;
    }
    const operator = match(OPERATOR);
    if (operator !== undefined) {
      const text = operator as Extract<Token, { type: 'operator' }>['text'];
      tokens.push({ type: 'operator', text, start, end: at });
      continue;
    }
    const word = match(WORD);
    if (word === undefined)
      throw unparsable(cql, `the character ${mark} has no meaning at position ${at + 1}`);
    tokens.push({ type: 'word', text: word, start, end: at });
  }
  return tokens;
}

/** The refusal of a query that is not CQL, with what is wrong in words a person can act on. */
export function unparsable(cql: string, why: string): ConfluenceError {
  return new ConfluenceError(400, `Could not parse cql : ${cql}\nReason: ${why}`);
}

function readString(cql: string, start: number, quote: string): { text: string; end: number } {
  let text = '';
  for (let at = start + 1; at < cql.length; at += 1) {
    if (cql[at] === quote) return { text, end: at + 1 };
    if (cql[at] === '\\' && at + 1 < cql.length) at += 1;
    text += cql[at] ?? '';
  }
  throw unparsable(
    cql,
    `the quotation mark at position ${start + 1} is never closed. Write \\${quote} for one inside a value`,
  );
}
