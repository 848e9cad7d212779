/** What a tool does to Confluence, and what a sentence asks for. */
export type Deed = 'read' | 'create' | 'update' | 'delete';

/** The verbs that a request begins with. The first group that has the verb wins. */
const VERBS: readonly (readonly [Deed, RegExp])[] = [
  ['read', /^(?:give (?:me|us)|open up|check (?!off)|find out)\b/i],
  ['create', /^(?:set up|put together|leave|give|open a new|lösch(?!e))\b/i],
  ['delete', /^(?:delete|remove|trash|erase|discard|drop|get rid of|throw (?:away|out)|wipe|bin|lösche?)\b/i],
  [
    'update',
    /^(?:update|rename|retitle|change|edit|extend|append|replace|modify|revise|mark|complete|tick|check off|close|reopen|finish|set|insert|correct|fix|ändere|benenne)\b/i,
  ],
  [
    'create',
    /^(?:create|make|add|write|publish|post|draft|blog|comment|remark|reply|respond|answer|label|tag|put|apply|attach|assign|stick|store|save|record|keep|note|start|share|turn|send|prepare|new|use|place|announce|build|erstelle?|lege?|füge?|schreibe?|veröffentliche?)\b/i,
  ],
  [
    'read',
    /^(?:show|list|get|what|which|who|whose|whom|where|when|why|how|find|search|look|open|read|view|display|fetch|load|download|see|tell|summari[sz]e|sum up|recap|tl;?dr|is|are|do|does|did|has|have|was|were|am|count|check|explain|describe|brief|inform|locate|all|any|anything|recent|latest|newest|pull|grab|bring up|retrieve|print|name|zeige?|liste?|suche?|welche|wer|was|wo|wie)\b/i,
  ],
];

/** "Creating a page" to "create a page": a first word in -ing is the verb it comes from. */
export function plainVerb(head: string): string {
  const [, root, rest = ''] = head.match(/^(\p{L}+)ing\b(.*)$/isu) ?? [];
  if (root === undefined) return head;
  const forms = [`${root}e`, root, root.replace(/(.)\1$/, '$1')].map((verb) => verb + rest);
  return forms.find((form) => deedOf(form) !== null) ?? head;
}

/** What a sentence asks for, by the verb it begins with; null when it begins with none that is known. */
export function deedOf(head: string): Deed | null {
  if (
    /\b(?:needs?|should (?:have|get)|gets?|to (?:have|get))\s+(?:the\s+|an?\s+)?(?:new\s+)?(?:label|tag)/i.test(
      head,
    )
  )
    return 'create';
  return VERBS.find(([, verb]) => verb.test(head))?.[0] ?? null;
}

/** The sentence without the verb it begins with. */
export function afterVerb(head: string): string {
  const verb = VERBS.map(([, form]) => head.match(form)?.[0]).find((found) => found !== undefined);
  return head
    .slice(verb?.length ?? 0)
    .replace(/^\s*(?:me|us|up|out|back|off)\b/i, '')
    .trim();
}

/** The things a sentence can be about: how people call each, how slugs and parameters do, and how much it tells. */
const THINGS = {
  page: {
    said: /\b(?:sub-?)?(?:pages?|documents?|docs?|articles?|seite)\b/i,
    slug: /(?<!BLOG_?)PAGES?(?:_|$)/,
    weight: 1,
  },
  post: {
    said: /\bblog(?:\s?-?posts?|s|ging)?\b|\bposts?(?=\s|$)(?<!^post)/i,
    slug: /BLOG_?POSTS?|BLOG_POST/,
    weight: 1.2,
  },
  space: { said: /\bspaces?\b|\bbereich/i, slug: /SPACES?/, weight: 1 },
  whiteboard: { said: /\b(?:white)?boards?\b/i, slug: /WHITEBOARD/, weight: 1.5 },
  attachment: { said: /\b(?:attachments?|attached|files?|download)\b/i, slug: /ATTACHMENT/, weight: 2 },
  label: { said: /\b(?:labels?|labell?ed|tags?|tagged)\b/i, slug: /LABEL/, weight: 2 },
  comment: {
    said: /\b(?:comments?|commented|remarks?|reply|replies|repl(?:y|ies) to)\b/i,
    slug: /COMMENT/,
    weight: 2,
  },
  property: { said: /\b(?:propert(?:y|ies)|metadata)\b/i, slug: /PROPERT(?:Y|IES)/, weight: 2 },
  task: { said: /\b(?:tasks?|to-?dos?|action items?)\b/i, slug: /TASK/, weight: 2 },
  version: { said: /\b(?:versions?|revisions?|history|edited|edits)\b/i, slug: /VERSION/, weight: 2 },
  like: { said: /(?<!(?:'d|’d|would|i|we|looks?)\s)\b(?:likes?|liked)\b/i, slug: /LIKE/, weight: 2 },
  operation: {
    said: /\b(?:operations?|permitted|am i allowed|(?:can|may) i (?:do|edit|delete|change))\b/i,
    slug: /OPERATION/,
    weight: 2,
  },
  restriction: {
    said: /\b(?:restrict(?:ed|ions?)|who (?:can|may|is allowed to) (?:see|view|edit|read|open|change|access)|locked down)\b/i,
    slug: /RESTRICTION/,
    weight: 2,
  },
  child: {
    said: /\b(?:child(?:ren)?|sub-?pages?|nested|(?:live|sit|lie|are|is) (?:under|below|underneath|beneath))\b/i,
    slug: /CHILD/,
    weight: 2,
  },
  ancestor: {
    said: /\b(?:ancestors?|parents? (?:of|pages?)|breadcrumbs?|above)\b/i,
    slug: /ANCESTOR/,
    weight: 2,
  },
  audit: { said: /\baudit/i, slug: /AUDIT/, weight: 2 },
  user: {
    said: /\b(?:users?|colleagues?|account id|person called|people (?:called|named)|who am i|logged in|signed in|my (?:own )?(?:profile|account))\b/i,
    slug: /USER/,
    weight: 2,
  },
  anonymous: { said: /\banonymous/i, slug: /ANONYMOUS/, weight: 1 },
  current: {
    said: /\b(?:who am i|am i|my|current(?:ly)?|logged in|signed in)\b/i,
    slug: /CURRENT_/,
    weight: 1,
  },
  inline: { said: /\binline\b/i, slug: /INLINE/, weight: 1 },
  footer: { said: /\bfooter\b/i, slug: /FOOTER/, weight: 0.4 },
  private: { said: /\b(?:private|personal|only (?:i|me)|just for me)\b/i, slug: /PRIVATE/, weight: 1.5 },
  contents: { said: /\bcontents?\b|\bwhat(?:'s|’s| is) in\b/i, slug: /CONTENTS|SPACE_CONTENT$/, weight: 0.4 },
} as const;

export type Thing = keyof typeof THINGS;
const NAMES = Object.keys(THINGS) as Thing[];

/** The things that a sentence speaks of. */
export function thingsSaid(text: string): ReadonlySet<Thing> {
  return new Set(NAMES.filter((name) => THINGS[name].said.test(text)));
}

/**
 * How well a slug's own words fit the things spoken of: what both have counts, what only one has counts against it.
 * `aside` counts neither way.
 */
export function thingsFit(slug: string, said: ReadonlySet<Thing>, aside: Thing | null): number {
  let fit = 0;
  for (const name of NAMES) {
    if (name === aside) continue;
    const { slug: word, weight } = THINGS[name];
    const has = word.test(slug);
    if (has && said.has(name)) fit += weight;
    else if (has) fit -= weight * 0.7;
    else if (said.has(name)) fit -= weight * 0.3;
  }
  return fit;
}

/** What a tool does, by the verb in its name. */
export function deedOfSlug(slug: string): Deed {
  if (/(?:^|_)(?:DELETE|REMOVE|TRASH)(?:_|$)/i.test(slug)) return 'delete';
  if (/(?:^|_)(?:UPDATE|EDIT|RENAME|REPLACE|SET|MARK)(?:_|$)/i.test(slug)) return 'update';
  return /(?:^|_)(?:CREATE|ADD|SEND|POST|WRITE|MAKE|BOOK|SAVE)_/i.test(slug) ? 'create' : 'read';
}

/** The things that a slug names. */
export function thingsOf(slug: string): Thing[] {
  return NAMES.filter((name) => THINGS[name].slug.test(slug) && name !== 'contents');
}
