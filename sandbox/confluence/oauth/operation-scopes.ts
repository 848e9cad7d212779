/**
 * Which scopes a call on the gateway needs. Each rule is tried in turn on `METHOD path`; within one, `|` parts
 * alternatives (classic or granular) and a blank joins what is needed together. `:confluence` is left out where a scope
 * ends in it and names nothing of Confluence otherwise.
 */
type Rule = readonly [RegExp, string];

const v1: readonly Rule[] = [
  [/^GET \/audit/, 'read:audit-log'],
  [/^POST \/audit$/, 'read:audit-log write:audit-log'],
  [/^PUT \/audit/, 'write:audit-log'],
  [/^GET \/(content\/)?search$/, 'search:confluence | read:content-details'],
  [/^GET \/search\/user$/, 'read:content-details'],
  [
    /^(PUT|POST) \/content\/[^/]+\/child\/attachment(\/[^/]+\/data)?$/,
    'write:confluence-file | read:content-details write:attachment',
  ],
  [
    /^PUT \/content\/[^/]+\/child\/attachment\//,
    'write:confluence-file write:confluence-props | read:content-details write:attachment',
  ],
  [
    /^GET \/content\/[^/]+\/child\/attachment\/[^/]+\/download$/,
    'readonly:content.attachment:confluence | read:attachment',
  ],
  [/^GET \/content\/[^/]+\/(descendant|state$)/, 'read:confluence-content.summary | read:content-details'],
  [/^GET \/content\/[^/]+\/history\/[^/]+\/macro/, 'read:confluence-content.all | read:content.metadata'],
  [/^POST \/content\/[^/]+\/label$/, 'write:confluence-content | read:label write:label'],
  [/^DELETE \/content\/[^/]+\/label/, 'write:confluence-content | write:label'],
  [/^GET \/content\/[^/]+\/notification\//, 'read:confluence-content.summary | read:watcher read:user'],
  [
    /^POST \/content\/[^/]+\/permission\/check$/,
    'read:confluence-content.permission | read:content.permission',
  ],
  [
    /^GET \/content\/[^/]+\/restriction(\/byOperation(\/[^/]+)?)?$/,
    'read:confluence-content.all | read:content-details',
  ],
  [
    /^(PUT|POST|DELETE) \/content\/[^/]+\/restriction$/,
    'write:confluence-content | read:content-details write:content.restriction',
  ],
  [/^GET \/content\/[^/]+\/restriction\//, 'read:confluence-content.all | read:content.restriction'],
  [/^(PUT|DELETE) \/content\/[^/]+\/restriction\//, 'write:confluence-content | write:content.restriction'],
  [/^POST \/content\/[^/]+\/version$/, 'write:confluence-content | read:content-details write:content'],
  [/^DELETE \/content\/[^/]+\/(version\/[^/]+|pageTree)$/, 'write:confluence-content | delete:content'],
  [/^PUT \/content\/[^/]+\/move\//, 'write:confluence-content | write:page'],
  [/^POST \/content\/[^/]+\/copy$/, 'write:confluence-content | read:content-details write:page'],
  [
    /^POST \/content\/(archive|[^/]+\/pagehierarchy\/copy)$/,
    'write:confluence-content | read:content.metadata write:page',
  ],
  [/^GET \/label$/, 'read:confluence-content.summary | read:label read:content'],
  [/^GET \/group\/[^/]+\/membersByGroupId$/, 'read:confluence-groups | read:group read:user'],
  [/^GET \/group/, 'read:confluence-groups | read:group'],
  [/^GET \/longtask$/, 'read:content.metadata'],
  [/^GET \/longtask\//, 'read:confluence-space.summary | read:content.metadata'],
  [
    /^(POST \/space(\/_private)?|PUT \/space\/[^/]+)$/,
    'write:confluence-space | read:space-details write:space write:space.permission',
  ],
  [/^DELETE \/space\/[^/]+$/, 'write:confluence-space | read:content.metadata delete:space'],
  [/^POST \/space\/[^/]+\/permission/, 'read:space.permission write:space.permission'],
  [/^DELETE \/space\/[^/]+\/permission\//, 'write:space.permission'],
  [/^GET \/space\/[^/]+\/watch$/, 'read:watcher read:user'],
  [/^GET \/space\/[^/]+\/label$/, 'read:confluence-space.summary | read:label'],
  [/^POST \/space\/[^/]+\/label$/, 'write:confluence-space | read:label write:label'],
  [/^DELETE \/space\/[^/]+\/label$/, 'write:confluence-space | write:label'],
  [/^GET \/user(\/current|\/bulk)?$/, 'read:confluence-user | read:content-details'],
  [/^GET \/user\/anonymous$/, 'read:confluence-user | read:user'],
  [/^GET \/user\/memberof$/, 'read:confluence-user | read:user read:group'],
  [/^GET \/user\/watch\//, 'read:confluence-content.summary | read:watcher'],
  [/^(POST|DELETE) \/user\/watch\//, 'write:confluence-content | write:watcher'],
];

const v2: readonly Rule[] = [
  [/^GET (.+)?\/(footer|inline)-comments(\/|$)/, 'read:comment'],
  [/^(POST|PUT) \/(footer|inline)-comments/, 'write:comment'],
  [/^DELETE \/(footer|inline)-comments/, 'delete:comment'],
  [/^GET .+\/ancestors$/, 'read:content.metadata'],
  [/^POST \/content\/convert-ids-to-types$/, 'read:content.metadata'],
  [/^GET .+\/(direct-children|descendants)$/, 'read:hierarchical-content'],
  [/^GET (.+)?\/attachments(\/|$)/, 'read:attachment'],
  [/^GET (.+)?\/custom-content(\/|$)/, 'read:custom-content'],
  [/^GET \/(pages|blogposts)\/[^/]+\/classification-level$/, 'read:page write:page'],
  [/^GET \/(labels|spaces)\/[^/]+\/(pages|blogposts)$/, 'read:page'],
  [/^GET \/labels$/, 'read:label'],
  [/^GET \/spaces\/[^/]+\/role-assignments$/, 'read:space.permission'],
  [/^POST \/spaces\/[^/]+\/role-assignments$/, 'write:space.permission'],
  [/^(PUT|DELETE) \/spaces\/[^/]+\/classification-level\/default$/, 'read:space write:space'],
  [/^GET \/(space-permissions|space-roles)(\/[^/]+)?$/, 'read:space.permission'],
  [/^POST \/users-bulk$/, 'read:user'],
];

/** Collections whose calls follow one pattern: read, write and delete, and both to change a property. */
const nouns: Readonly<Record<string, string>> = {
  pages: 'page',
  blogposts: 'page',
  attachments: 'attachment',
  comments: 'comment',
  'custom-content': 'custom-content',
  whiteboards: 'whiteboard',
  databases: 'database',
  embeds: 'embed',
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
