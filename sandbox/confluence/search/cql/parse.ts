import { type Token, tokenise, unparsable } from './tokenise.ts';

type CqlFunction = { name: string; args: string[] };
export type CqlValue = string | CqlFunction;
export type Comparison = '=' | '!=' | '~' | '!~' | '>' | '>=' | '<' | '<=' | 'in' | 'not in';
export type CqlNode =
  | { type: 'clause'; field: string; operator: Comparison; values: CqlValue[] }
  | { type: 'not'; inner: CqlNode }
  | { type: 'and' | 'or'; left: CqlNode; right: CqlNode };
export type CqlQuery = { where: CqlNode | undefined; orderBy: { field: string; descending: boolean }[] };

const KEYWORDS = ['and', 'or', 'not', 'in', 'order'];
/** Deep enough for anything a person writes, and far from where the stack would end. */
const DEEPEST = 100;
const MOST_CLAUSES = 500;

/**
 * Reads a CQL query. AND and OR have the same rank and are taken from left to right, as Confluence does.
 * @throws ConfluenceError 400 for what can not be parsed, and for a query that begins with a negative clause
 */
export function parseCql(cql: string): CqlQuery {
  const tokens = tokenise(cql);
  let at = 0;
  let depth = 0;
  let clauses = 0;

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
  const expected = (what: string) => unparsable(cql, sayWhere(cql, tokens, at, what));

  const expression = (): CqlNode => {
    depth += 1;
    if (depth > DEEPEST) throw unparsable(cql, 'it is nested too deeply');
    let left = factor();
    for (;;) {
      const join = takeWord('and') ? 'and' : takeWord('or') ? 'or' : undefined;
      if (!join) break;
      left = { type: join, left, right: factor() };
    }
    depth -= 1;
    return left;
  };

  const factor = (): CqlNode => {
    let negations = 0;
    while (takeWord('not')) negations += 1;
    let node = takeMark('(') ? grouped() : clause();
    for (; negations > 0; negations -= 1) node = { type: 'not', inner: node };
    return node;
  };

  const grouped = (): CqlNode => {
    const inner = expression();
    if (!takeMark(')')) throw expected('AND, OR or a closing parenthesis');
    return inner;
  };

  const clause = (): CqlNode => {
    clauses += 1;
    if (clauses > MOST_CLAUSES) throw unparsable(cql, `it has more than ${MOST_CLAUSES} clauses`);
    const token = peek();
    if ((token?.type !== 'word' && token?.type !== 'string') || isKeyword(token)) throw expected('a field');
    at += 1;
    const field = token.text;
    const next = peek();
    if (next?.type === 'operator') {
      at += 1;
      return { type: 'clause', field, operator: next.text, values: [value()] };
    }
    const negated = takeWord('not');
    if (!takeWord('in')) throw expected(negated ? 'IN' : 'an operator');
    return { type: 'clause', field, operator: negated ? 'not in' : 'in', values: list() };
  };

  // A function that gives a list may stand without parentheses around it.
  const list = (): CqlValue[] => {
    if (!takeMark('(')) {
      if (peek()?.type === 'word' && peek(1)?.type === '(') return [value()];
      throw expected('a list in parentheses');
    }
    const values = [value()];
    while (takeMark(',')) values.push(value());
    if (!takeMark(')')) throw expected('a comma or a closing parenthesis');
    return values;
  };

  const value = (): CqlValue => {
    const token = peek();
    if ((token?.type !== 'word' && token?.type !== 'string') || isKeyword(token)) throw expected('a value');
    at += 1;
    if (token.type === 'string' || !takeMark('(')) return token.text;
    const args: string[] = [];
    if (takeMark(')')) return { name: token.text, args };
    do {
      const argument = peek();
      if (argument?.type !== 'string' && argument?.type !== 'word') throw expected('an argument');
      args.push(argument.text);
      at += 1;
    } while (takeMark(','));
    if (!takeMark(')')) throw expected('a comma or a closing parenthesis');
    return { name: token.text, args };
  };

  const order = (): CqlQuery['orderBy'] => {
    const fields: CqlQuery['orderBy'] = [];
    do {
      const token = peek();
      if (token?.type !== 'word') throw expected('a field');
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
  if (at < tokens.length) throw expected(orderBy.length > 0 ? 'a comma' : 'AND, OR or ORDER BY');
  if (where && beginsNegative(where))
    throw unparsable(cql, 'a query can not begin with a negative clause. Put another clause first');
  return { where, orderBy };
}

function isKeyword(token: Token): boolean {
  return token.type === 'word' && KEYWORDS.includes(token.text.toLowerCase());
}

function beginsNegative(node: CqlNode): boolean {
  if (node.type === 'not') return true;
  if (node.type === 'clause') return ['!=', '!~', 'not in'].includes(node.operator);
  return beginsNegative(node.left);
}

function sayWhere(cql: string, tokens: Token[], at: number, what: string): string {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (!token) return `it ends where ${what} is expected`;
  const said = `${what} is expected at position ${token.start + 1}, where it says: ${cql.slice(token.start, token.end)}`;
  return before?.type === 'string' ? `${said}. Write \\" for a quotation mark inside a value` : said;
}
