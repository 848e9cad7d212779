/**
 * Which scopes a call on the gateway needs. Each rule is tried in turn on `METHOD path`; within one, `|` parts
 * alternatives (classic or granular) and a blank joins what is needed together. `:confluence` is left out where a scope
 * ends in it and names nothing of Confluence otherwise.
 */
type Rule = readonly [RegExp, string];

const v1: readonly Rule[] = [
  [/^GET \/audit/, 'read:audit-log'],
  [/^GET \/search$/, 'search:confluence | read:content-details'],
  [/^GET \/search\/user$/, 'read:content-details'],
  [
    /^(PUT|POST) \/content\/[^/]+\/child\/attachment(\/[^/]+\/data)?$/,
    'write:confluence-file | read:content-details write:attachment',
  ],
  [
    /^GET \/content\/[^/]+\/child\/attachment\/[^/]+\/download$/,
    'readonly:content.attachment:confluence | read:attachment',
  ],
  [/^POST \/content\/[^/]+\/label$/, 'write:confluence-content | read:label write:label'],
  [/^DELETE \/content\/[^/]+\/label/, 'write:confluence-content | write:label'],
  [
    /^GET \/content\/[^/]+\/restriction(\/byOperation(\/[^/]+)?)?$/,
    'read:confluence-content.all | read:content-details',
  ],
  [
    /^(PUT|POST|DELETE) \/content\/[^/]+\/restriction$/,
    'write:confluence-content | read:content-details write:content.restriction',
  ],
  [/^PUT \/content\/[^/]+\/move\//, 'write:confluence-content | write:page'],
  [/^GET \/longtask\//, 'read:confluence-space.summary | read:content.metadata'],
  [
    /^(POST \/space(\/_private)?|PUT \/space\/[^/]+)$/,
    'write:confluence-space | read:space-details write:space write:space.permission',
  ],
  [/^DELETE \/space\/[^/]+$/, 'write:confluence-space | read:content.metadata delete:space'],
  [/^POST \/space\/[^/]+\/label$/, 'write:confluence-space | read:label write:label'],
  [/^GET \/user(\/current)?$/, 'read:confluence-user | read:content-details'],
  [/^GET \/user\/anonymous$/, 'read:confluence-user | read:user'],
];

const v2: readonly Rule[] = [
  [/^GET (.+)?\/(footer|inline)-comments(\/|$)/, 'read:comment'],
  [/^(POST|PUT) \/(footer|inline)-comments/, 'write:comment'],
  [/^DELETE \/(footer|inline)-comments/, 'delete:comment'],
  [/^GET .+\/ancestors$/, 'read:content.metadata'],
  [/^GET .+\/(direct-children|descendants)$/, 'read:hierarchical-content'],
  [/^GET (.+)?\/attachments(\/|$)/, 'read:attachment'],
  [/^GET \/(labels|spaces)\/[^/]+\/(pages|blogposts)$/, 'read:page'],
  [/^GET \/labels$/, 'read:label'],
];

/** Collections whose calls follow one pattern: read, write and delete, and both to change a property. */
const nouns: Readonly<Record<string, string>> = {
  pages: 'page',
  blogposts: 'page',
  attachments: 'attachment',
  comments: 'comment',
  whiteboards: 'whiteboard',
  folders: 'folder',
  spaces: 'space',
  tasks: 'task',
};

/** The sets of scopes of which one must be held whole, for a path as the site form spells it; empty: none is needed. */
export function scopesFor(method: string, path: string): string[][] {
  const isV1 = path.startsWith('/wiki/rest/api/');
  const call = `${method} ${path.replace(/^\/wiki\/(rest\/api|api\/v2)/, '')}`;
  const rule = (isV1 ? v1 : v2).find(([pattern]) => pattern.test(call));
  const needed = rule?.[1] ?? (isV1 ? undefined : byNoun(call));
  if (needed === undefined) return [];
  return needed.split(' | ').map((together) => together.split(' ').map(fullName));
}

function byNoun(call: string): string | undefined {
  const [, method, collection, rest = ''] = /^([A-Z]+) \/([^/]+)(.*)$/.exec(call) ?? [];
  const noun = nouns[collection ?? ''];
  if (noun === undefined) return undefined;
  if (method === 'GET') return `read:${noun}`;
  if (/^\/[^/]+\/properties/.test(rest)) return `read:${noun} write:${noun}`;
  return method === 'DELETE' ? `delete:${noun}` : `write:${noun}`;
}

function fullName(short: string): string {
  return /:confluence/.test(short) ? short : `${short}:confluence`;
}
