/** What people call things, and the one word the search knows each by. Longer phrases come before shorter ones. */
const PHRASES: readonly [RegExp, string][] = [
  [/\b(news|blog) ?(posts|articles|entries)\b/g, 'blogposts'],
  [/\b(news|blog) ?(post|article|entry)\b|\bblogs?\b/g, 'blogpost'],
  [/\bannouncements?\s+(?=blogpost)/g, ''],
  [/\bwho am i\b|\bwhoami\b|\bmy (own )?(profile|account|name)\b|\baccount is connected\b/g, 'current user'],
  [/\bversion \d+\b|\b(old|older|earlier|previous) version\b/g, 'version detail'],
  [/\b(by|with) (its |the |a )?(title|name)\b|\b(called|titled|named)\b/g, 'title'],
  [/\b(key[- ]value|custom) (data|pairs?|fields?|attributes?|values?|entry|entries)\b/g, 'property'],
  [/\battributes?\b/g, 'property'],
  [/\bkey[- ]value\b|\bcustom (?=propert)/g, ''],
  [/\bcontent (?=propert)/g, ''],
  [
    /\bmetadata propert(y|ies)\b|\bpropert(y|ies) metadata\b|\bmeta ?data( (key|value|field)s?)?\b/g,
    'property',
  ],
  [/\b(child|sub)[- ]?pages?\b|\bnested\b|\bchildren\b|\bdescendants?\b/g, 'child page'],
  [/\bbreadcrumbs?\b|\bparents?( pages?)?\b/g, 'ancestor'],
  [
    /\bto-?dos?\b|\b(left|have|has|still) to (do|be done)\b|\baction items?\b|\bcheck ?list items?\b/g,
    'task',
  ],
  [/\b(tick|check|cross)(ed)? off\b|\breopen\b|\bup[- ]to[- ]date\b|\bset (?=.* to\b)/g, 'update'],
  [/\bcategori[sz](e|es|ed|ing)\b/g, 'label'],
  [/\bget rid of\b|\bto the trash\b|\btear(ing)? down\b|\b(take|throw) (off|out|away)\b/g, 'delete'],
  [/\b(set|spin|stand)(ting|ning|ing)? up\b/g, 'create'],
  [/\bget me\b(?=.*\b(file|pdf|image|spreadsheet|attachment)\b)/g, 'download'],
  [/\b(highlighted|selected)( text| passage)?\b|\bannotat(e|ed|ions?)\b/g, 'inline comment'],
  [/\b(feedback|remarks?|discussions?|repl(y|ies)) /g, 'comment '],
  [/\b(not signed in|visitors?|guests?)\b/g, 'anonymous'],
  [
    /\b(who|which (people|users)) ((is|are) )?(has access|have access|can|may|allowed|permitted|able|authori[sz]ed)\b|\baccess to\b|\brestricted\b/g,
    'restriction',
  ],
  [/\b(allowed|permitted) to\b|\bpermitted\b/g, 'operation'],
  [/\bwho (edited|changed)\b(?!.*\baudit\b)|\brevisions?\b|\bhistory\b|\bchange ?log\b/g, 'version'],
  [/\blook(ed)? like\b/g, 'look'],
  [/\b(is|are) there (a|an|any)\b|\b(look|looking) (up|for)\b|\bfind\b|\blocate\b|\btrack down\b/g, 'search'],
  [/\b(only|just) (for )?(i|me|myself)\b|\b(nobody|no ?one) (else|but me)\b|\bpersonal\b/g, 'private'],
  [/\b(whole |all )?(wiki|site)\b/g, 'site'],
];

const SYNONYMS: Record<string, string> = {
  tag: 'label',
  tags: 'label',
  tagged: 'label',
  labels: 'label',
  labelled: 'label',
  categories: 'label',
  category: 'label',
  document: 'page',
  documents: 'page',
  doc: 'page',
  guide: 'page',
  article: 'page',
  handbook: 'page',
  checklist: 'page',
  board: 'whiteboard',
  canvas: 'whiteboard',
  file: 'attachment',
  files: 'attachment',
  pdf: 'attachment',
  images: 'attachment',
  image: 'attachment',
  spreadsheet: 'attachment',
  uploads: 'attachment',
  uploaded: 'attachment',
  people: 'user',
  person: 'user',
  colleague: 'user',
  colleagues: 'user',
  member: 'user',
  members: 'user',
  account: 'user',
  profile: 'user',
  users: 'user',
  liked: 'like',
  likes: 'like',
  popular: 'like',
  permissions: 'restriction',
  permission: 'restriction',
};

/** The things Confluence's tools are about. */
const THINGS = new Set(
  'page blogpost space label property whiteboard comment inline attachment task user like version restriction operation audit child ancestor private anonymous'.split(
    ' ',
  ),
);

/** Cuts the endings that do not change what is meant: pages, page; labelled, label; publishing, publish. */
function stem(word: string): string {
  if (word.length <= 3) return word;
  return word
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x)es$/, '$1')
    .replace(/([^s])s$/, '$1')
    .replace(/(ll|tt|gg|nn)(ed|ing)$/, (end) => end.charAt(0))
    .replace(/(ed|ing|ion|e)$/, '');
}

const stemmedThings = new Set([...THINGS].map(stem));

/** Marks that a thing was named in the plural: lists answer for many of them. */
const MANY = '*';

/** Whether this only marks that the thing before it was named in the plural. */
export function isMany(word: string): boolean {
  return word.endsWith(MANY);
}

function readWord(word: string): string[] {
  const known = stem(Object.hasOwn(SYNONYMS, word) ? (SYNONYMS[word] ?? word) : word);
  return stemmedThings.has(known) && /[^s]s$/.test(word) ? [known, known + MANY] : [known];
}

/** All words of a text, in order, each by the one word the search knows it by. */
export function wordsOf(text: string): string[] {
  let lower = ` ${text
    .toLowerCase()
    .replace(/[’']s\b/g, '')
    .replaceAll('_', ' ')} `;
  for (const [pattern, word] of PHRASES) lower = lower.replace(pattern, ` ${word} `);
  return lower
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .flatMap(readWord);
}

export function isThing(word: string): boolean {
  return stemmedThings.has(word);
}

/** The stems of words written in one line. */
export function stems(line: string): Set<string> {
  return new Set(line.split(' ').map(stem));
}

/** So many words may stand between two things of one name, as "stored" in "the page's stored property". */
const MOST_BETWEEN = 2;

/**
 * What a text is about in the first place: the last of the first things named together, as in "the labels of a page",
 * "blog post labels" and "a page's stored property". A word that joins or begins a phrase ends the name.
 */
export function headOf(all: readonly string[], joining: ReadonlySet<string>): string | undefined {
  const words = all.filter((word) => !isMany(word));
  let head = words.findIndex(isThing);
  if (head === -1) return undefined;
  for (let at = head + 1; at <= head + 1 + MOST_BETWEEN; at += 1) {
    const word = words[at];
    if (word === undefined || joining.has(word)) break;
    if (isThing(word)) head = at;
  }
  return words[head];
}
