import { type Token, tokenise, unparsable } from './tokenise.ts';

type CqlFunction = { name: string; args: string[] };
export type CqlValue = string | CqlFunction;
export type Comparison = '=' | '!=' | '~' | '!~' | '>' | '>=' | '<' | '<=' | 'in' | 'not in';
export type CqlNode =
  | { type: 'clause'; field: string; operator: Comparison; values: CqlValue[] }
  | { type: 'not'; inner: CqlNode }
  | { type: 'and' | 'or'; left: CqlNode; right: CqlNode };
export type CqlQuery = { where: CqlNode | undefined; orderBy: { field: string; descending: boolean }[] };

/**
 * Reads a CQL query. AND and OR have the same rank and are taken from left to right, as Confluence does.
 * @throws ConfluenceError 400 for what can not be parsed, and for a query that begins with a negative clause
 */
export function parseCql(cql: string): CqlQuery {
  const tokens = tokenise(cql);
  let at = 0;

  const peek = (ahead = 0): Token | undefined => tokens[at + ahead];
  const isWord = (token: Token | undefined, word: string): boolean =>
    token?.type === 'word' && token.text.toLowerCase() === word;
  const takeWord = (word: string): boolean => {
    if (!isWord(peek(), word)) return false;
    at += 1;
    return true;
  };
  const takeMark = (type: '(' | ')' | ','): boolean => {
    if (peek()?.type !== type) return false;
    at += 1;
    return true;
  };
  const expect = (taken: boolean): void => {
    if (!taken) throw unparsable(cql);
  };

  const expression = (): CqlNode => {
    let left = factor();
    for (;;) {
      const join = takeWord('and') ? 'and' : takeWord('or') ? 'or' : undefined;
      if (!join) return left;
      left = { type: join, left, right: factor() };
    }
  };

  const factor = (): CqlNode => {
    if (takeWord('not')) return { type: 'not', inner: factor() };
    if (takeMark('(')) {
      const inner = expression();
      expect(takeMark(')'));
      return inner;
    }
    return clause();
  };

  const clause = (): CqlNode => {
    const token = peek();
    if (token?.type !== 'word' && token?.type !== 'string') throw unparsable(cql);
    at += 1;
    const field = token.text;
    const next = peek();
    if (next?.type === 'operator') {
      at += 1;
      return { type: 'clause', field, operator: next.text, values: [value()] };
    }
    const negated = takeWord('not');
    expect(takeWord('in'));
    expect(takeMark('('));
    const values = [value()];
    while (takeMark(',')) values.push(value());
    expect(takeMark(')'));
    return { type: 'clause', field, operator: negated ? 'not in' : 'in', values };
  };

  const value = (): CqlValue => {
    const token = peek();
    if (token?.type !== 'word' && token?.type !== 'string') throw unparsable(cql);
    at += 1;
    if (token.type === 'string' || !takeMark('(')) return token.text;
    const args: string[] = [];
    while (!takeMark(')')) {
      const argument = peek();
      if (argument?.type !== 'string' && argument?.type !== 'word') throw unparsable(cql);
      args.push(argument.text);
      at += 1;
      takeMark(',');
    }
    return { name: token.text, args };
  };

  const order = (): CqlQuery['orderBy'] => {
    const fields: CqlQuery['orderBy'] = [];
    do {
      const token = peek();
      if (token?.type !== 'word') throw unparsable(cql);
      at += 1;
      const descending = takeWord('desc');
      if (!descending) takeWord('asc');
      fields.push({ field: token.text, descending });
    } while (takeMark(','));
    return fields;
  };

  const startsOrder = (): boolean => isWord(peek(), 'order') && isWord(peek(1), 'by');
  const where = startsOrder() ? undefined : expression();
  let orderBy: CqlQuery['orderBy'] = [];
  if (startsOrder()) {
    at += 2;
    orderBy = order();
  }
  if (at < tokens.length || (where && beginsNegative(where))) throw unparsable(cql);
  return { where, orderBy };
}

function beginsNegative(node: CqlNode): boolean {
  if (node.type === 'not') return true;
  if (node.type === 'clause') return ['!=', '!~', 'not in'].includes(node.operator);
  return beginsNegative(node.left);
}
