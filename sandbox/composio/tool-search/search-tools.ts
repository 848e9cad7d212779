import { headOf, isMany, isThing, stems, wordsOf } from './words.ts';

type Kind = 'read' | 'create' | 'update' | 'destructive';

/** What the ranking reads of a tool. Kind and keywords help; without them the slug has to do. */
export type RankableTool = {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly kind?: Kind;
  /** Words a person may use for it. */
  readonly keywords?: string;
};

export type RankedTool<T extends RankableTool> = { tool: T; score: number };

const STOP_WORDS = stems(
  'a an and any are as at be by can called could do does did for from give have has i id in into is it its let me my named of on or our please so that the their them then there these this those to us want was we were which will with would you your confluence right now us get information some',
);

const VERBS: Record<Kind, Set<string>> = {
  read: stems(
    'get list show find search who what read summarize summarise view look fetch count see tell when where lookup display how open download which run check retrieve access review enumerate locate inspect examine browse return obtain query identify determine verify know pull print collect gather report load explain',
  ),
  create: stems(
    'create add write publish make new draft reply post start set save store attach leave put comment announce generate compose produce build establish insert author register respond record launch provision apply assign fresh share give',
  ),
  update: stems(
    'update edit change rename modify replace append rewrite mark complete revise correct tick untick uncheck fix add put reopen alter amend adjust overwrite refresh tweak reword expand extend resolve finish close toggle apply assign attach give',
  ),
  destructive: stems(
    'delete remove trash erase discard clear drop wipe purge destroy eliminate strip scrap unset',
  ),
};

/** Verbs that rather ask for something new. */
const LOOSE = stems('add put apply assign attach give');

/** How the search knows pages. */
const [PAGE = ''] = stems('page');

const kindOfSlug = (slug: string): Kind => {
  if (/_(DELETE|REMOVE)_/.test(slug)) return 'destructive';
  if (/_(CREATE)_/.test(slug)) return 'create';
  return /_(UPDATE|ADD|SET)_/.test(slug) ? 'update' : 'read';
};

/** What is left of a tool of a kind that no verb asked for. */
const UNASKED: Record<Kind, number> = { read: 0.55, create: 0.55, update: 0.55, destructive: 0.2 };

/** Nouns that are a request where a verb is expected, as in "tag this page". */
const NOUN_AS_VERB =
  /^\W*(please )?(comment|label|tag|categori[sz]e|post|blog|document) (on|about|under|to|how|what|this|that|the|an?|our|my|it|all|every|page|blog|["'“])/i;

/** Questions ask for something to be told. "How do I" asks for something to be done. */
const QUESTION =
  /^\W*(what|which|who|whose|where|when|why|is|are|was|were|does|did|has|have|how (?!do i|can i|to))\b/i;

/** Verbs ask in their plain form; these are nouns or tell of what was done: "posts", "labels attached to the space". */
const NO_REQUEST = /\b(?!need|embed|feed|discuss|address)\p{L}{2,}(?:ed|[^s]s)\b/giu;

/**
 * Which kinds of tools the verbs of a use case ask for: what its first verb asks counts in full, the others less;
 * reading when it is a question or has no verb.
 */
function kindWeights(useCase: string): Map<Kind, number> {
  if (NOUN_AS_VERB.test(useCase))
    return new Map([
      ['create', 1],
      ['update', 1],
    ]);
  if (QUESTION.test(useCase)) return new Map([['read', 1]]);
  const weights = new Map<Kind, number>();
  let isFirst = true;
  for (const word of wordsOf(useCase.replace(NO_REQUEST, ' '))) {
    const kinds = (Object.keys(VERBS) as Kind[]).filter((kind) => VERBS[kind].has(word));
    for (const kind of kinds)
      weights.set(
        kind,
        Math.max(weights.get(kind) ?? 0, isFirst ? (kind === 'update' && LOOSE.has(word) ? 0.8 : 1) : 0),
      );
    if (kinds.length > 0) isFirst = false;
  }
  return weights.size === 0 ? new Map([['read', 1]]) : weights;
}

type ToolText = {
  things: Set<string>;
  head: string | undefined;
  name: string[];
  counts: Map<string, number>;
  length: number;
};
type Entry<T> = { tool: T; kind: Kind; text: ToolText };

/** Names and keywords say more about a tool than its description does. */
const FIELD_WEIGHTS = { name: 4, keywords: 2, description: 1 } as const;

const meaningful = (text: string) => wordsOf(text).filter((word) => !STOP_WORDS.has(word));

/** What was read of tools before: reading takes much longer than ranking. */
const readBefore = new Map<string, ToolText>();
const MOST_READ = 1000;

function readTool(tool: RankableTool): ToolText {
  const { name, keywords = '', description } = tool;
  const key = [name, keywords, description].join('\n');
  const known = readBefore.get(key);
  if (known !== undefined) return known;
  const counts = new Map<string, number>();
  for (const [field, text] of Object.entries({ name, keywords, description })) {
    const weight = FIELD_WEIGHTS[field as keyof typeof FIELD_WEIGHTS];
    for (const word of meaningful(text)) counts.set(word, (counts.get(word) ?? 0) + weight);
  }
  const named = wordsOf(name);
  const text: ToolText = {
    things: new Set(named.filter(isThing)),
    head: headOf(named, STOP_WORDS),
    name: meaningful(name),
    counts,
    length: [...counts.values()].reduce((sum, count) => sum + count, 0),
  };
  if (readBefore.size >= MOST_READ) readBefore.clear();
  readBefore.set(key, text);
  return text;
}

/** How well the things a tool is about are those of the use case: 1 when they are the same, less for each that is not. */
function thingsFit(text: ToolText, asked: ReadonlySet<string>, head: string | undefined): number {
  // A search for anything is about no thing of its own.
  if (text.things.size === 0) return 0.9;
  const extra = [...text.things].filter((thing) => !asked.has(thing)).length;
  const missing = [...asked].filter((thing) => !text.things.has(thing)).length;
  const aboutHead = head === undefined || text.things.has(head) ? 1 : 0.7;
  const sameHead = head !== undefined && head === text.head ? 1.6 : aboutHead;
  return sameHead * 0.6 ** extra * 0.75 ** missing;
}

/**
 * Ranks tools for a use case, best first, by BM25 over name, keywords and description. Tools that do what its verbs
 * say, to the things it names, come further up; tools that delete only when deleting is asked for.
 * Tools that share no word with the use case are left out.
 */
export function rankTools<T extends RankableTool>(tools: readonly T[], useCase: string): RankedTool<T>[] {
  const entries: Entry<T>[] = tools.map((tool) => ({
    tool,
    kind: tool.kind ?? kindOfSlug(tool.slug),
    text: readTool(tool),
  }));
  const documents = new Map<string, number>();
  for (const { text } of entries) {
    for (const word of text.counts.keys()) documents.set(word, (documents.get(word) ?? 0) + 1);
  }
  const averageLength = entries.reduce((sum, { text }) => sum + text.length, 0) / Math.max(1, entries.length);

  const words = wordsOf(useCase);
  const kinds = kindWeights(useCase);
  const named = words.filter(isThing);
  // What is written without saying where is written on a page: "fix the typo in the runbook".
  const asked = new Set(named.length === 0 && !kinds.has('read') ? [PAGE] : named);
  const head = headOf(words, STOP_WORDS);
  // That there are many of a thing matters to lists only.
  const isTerm = (word: string) => !STOP_WORDS.has(word) && (kinds.has('read') || !isMany(word));
  const terms = [...new Set(words.filter(isTerm))];

  function scoreOf({ kind, text }: Entry<T>): number {
    let score = 0;
    for (const term of terms) {
      const count = text.counts.get(term);
      if (count === undefined) continue;
      const holders = documents.get(term) ?? 0;
      const rarity = Math.log(1 + (tools.length - holders + 0.5) / (holders + 0.5));
      score += (rarity * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * text.length) / averageLength));
    }
    const wanted = kinds.get(kind);
    // Never suggest what cannot be undone to someone who did not ask for it.
    const kindFactor = wanted === undefined ? UNASKED[kind] : 0.9 + wanted * 0.6;
    const share = text.name.filter((word) => terms.includes(word)).length / Math.max(1, text.name.length);
    return score * (1 + share * 0.4) * kindFactor * thingsFit(text, asked, head);
  }

  return entries
    .map((entry) => ({ tool: entry.tool, score: scoreOf(entry) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}
