type Schema = Record<string, unknown>;

const LINE = /^([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+) (\{.*\})$/gm;
const TOKEN = /[\w-]+|[{}()[\]:?,|]/g;

/** The tools that a description lists with the types of their arguments, a line each, as JSON Schemas by slug. */
export function signaturesIn(description: string): Map<string, Schema> {
  return new Map(
    [...description.matchAll(LINE)].flatMap(([, slug = '', type = '']) => {
      const tokens = type.match(TOKEN) ?? [];
      const schema = readType(tokens);
      return tokens.length === 0 ? [[slug, schema] as const] : [];
    }),
  );
}

/** Reads one type off the front: `{id, labels: {name}[], kind?: a|b}`. */
function readType(tokens: string[]): Schema {
  let schema = readBase(tokens);
  while (tokens[0] === '[') {
    tokens.splice(0, 2);
    schema = { type: 'array', items: schema };
  }
  return schema;
}

function readBase(tokens: string[]): Schema {
  if (tokens[0] === '{') return readObject(tokens);
  if (tokens[0] === '(') {
    tokens.shift();
    const inner = readType(tokens);
    tokens.shift();
    return inner;
  }
  const words = [tokens.shift() ?? ''];
  while (tokens[0] === '|') words.push(...tokens.splice(0, 2).slice(1));
  const [word = ''] = words;
  if (words.length === 1 && ['string', 'number', 'boolean', 'object'].includes(word)) return { type: word };
  return word === 'any' ? {} : { type: 'string', enum: words };
}

function readObject(tokens: string[]): Schema {
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  tokens.shift();
  while (tokens.length > 0 && tokens[0] !== '}') {
    const name = tokens.shift() ?? '';
    if (tokens[0] === '?') tokens.shift();
    else required.push(name);
    properties[name] = { type: 'string' };
    if (tokens[0] === ':') {
      tokens.shift();
      properties[name] = readType(tokens);
    }
    if (tokens[0] === ',') tokens.shift();
  }
  tokens.shift();
  return { type: 'object', properties, required };
}
