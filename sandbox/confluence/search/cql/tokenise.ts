import { ConfluenceError } from '../../errors.ts';

export type Token =
  | { type: 'word' | 'string'; text: string }
  | { type: 'operator'; text: '=' | '!=' | '~' | '!~' | '>' | '>=' | '<' | '<=' }
  | { type: '(' | ')' | ',' };

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
    const mark = cql[at];
    if (mark === '(' || mark === ')' || mark === ',') {
      tokens.push({ type: mark });
      at += 1;
      continue;
    }
    if (mark === '"' || mark === "'") {
      const { text, end } = readString(cql, at, mark);
      tokens.push({ type: 'string', text });
      at = end;
      continue;
    }
    const operator = match(OPERATOR);
    if (operator !== undefined) {
      tokens.push({ type: 'operator', text: operator as Extract<Token, { type: 'operator' }>['text'] });
      continue;
    }
    const word = match(WORD);
    if (word === undefined) throw unparsable(cql);
    tokens.push({ type: 'word', text: word });
  }
  return tokens;
}

export function unparsable(cql: string): ConfluenceError {
  return new ConfluenceError(400, `Could not parse cql : ${cql}`);
}

function readString(cql: string, start: number, quote: string): { text: string; end: number } {
  let text = '';
  for (let at = start + 1; at < cql.length; at += 1) {
    if (cql[at] === quote) return { text, end: at + 1 };
    if (cql[at] === '\\' && at + 1 < cql.length) at += 1;
    text += cql[at] ?? '';
  }
  throw unparsable(cql);
}
