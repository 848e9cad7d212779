import type { CatalogueTool } from '../toolkit/catalogue.ts';

const STOP_WORDS = new Set(
  'a an and any are as at be by can called could do does for from give have i in into is it its let me my named of on or our please so that the their them then there these this to us want was we which will with would you your confluence'.split(
    ' ',
  ),
);

const VERBS: Record<CatalogueTool['kind'], string> = {
  read: 'get list show find search who what read summarize summarise view look fetch count see tell when where lookup display how',
  create: 'create add write publish make new draft reply',
  update: 'update edit change rename modify replace append rewrite mark complete add set revise correct tick',
  destructive: 'delete remove trash erase discard',
};
const verbs = new Map(Object.entries(VERBS).map(([kind, words]) => [kind, new Set(words.split(' '))]));

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

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll('blog post', 'blogpost blog post')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !STOP_WORDS.has(word));
}

type Entry = { tool: CatalogueTool; name: string[]; counts: Map<string, number>; length: number };
type Index = { entries: Entry[]; documents: Map<string, number>; averageLength: number };

/** Names and keywords say more about a tool than its description does. */
const FIELD_WEIGHTS = { name: 4, keywords: 2, description: 1 } as const;

function indexTools(tools: readonly CatalogueTool[]): Index {
  const documents = new Map<string, number>();
  const entries = tools.map((tool) => {
    const counts = new Map<string, number>();
    for (const [field, weight] of Object.entries(FIELD_WEIGHTS)) {
      const text = field === 'name' ? tool.name : field === 'keywords' ? tool.keywords : tool.description;
      for (const word of wordsOf(text).map(stem)) counts.set(word, (counts.get(word) ?? 0) + weight);
    }
    for (const word of counts.keys()) documents.set(word, (documents.get(word) ?? 0) + 1);
    return {
      tool,
      name: wordsOf(tool.name).map(stem),
      counts,
      length: [...counts.values()].reduce((sum, count) => sum + count, 0),
    };
  });
  const total = entries.reduce((sum, { length }) => sum + length, 0);
  return { entries, documents, averageLength: total / Math.max(1, entries.length) };
}

/** Nouns that are a request where a verb is expected, as in "find the page and label it". */
const NOUN_AS_VERB = /(^|\b(and|then|to) |, )(comment|label|tag|post|blog)\b/i;

/** Which kinds of tools the verbs of a use case ask for; reading when it has no verb. */
function wantedKinds(useCase: string, words: readonly string[]): Set<string> {
  const kinds = [...verbs].filter(([, set]) => words.some((word) => set.has(word))).map(([kind]) => kind);
  if (NOUN_AS_VERB.test(useCase)) kinds.push('create', 'update');
  return new Set(kinds.length === 0 ? ['read'] : kinds);
}

export type RankedTool = { tool: CatalogueTool; score: number };

/**
 * Ranks tools for a use case, best first, by BM25 over name, keywords and description; tools that do what its
 * verbs say come further up. Tools that share no word with it are left out.
 */
export function rankTools(tools: readonly CatalogueTool[], useCase: string): RankedTool[] {
  const { entries, documents, averageLength } = indexTools(tools);
  const words = wordsOf(useCase);
  const kinds = wantedKinds(useCase, words);
  const terms = [...new Set(words.map(stem))];
  const scoreOf = ({ tool, name, counts, length }: Entry): number => {
    let score = 0;
    for (const term of terms) {
      const count = counts.get(term);
      if (count === undefined) continue;
      const rarity = Math.log(
        1 + (tools.length - (documents.get(term) ?? 0) + 0.5) / ((documents.get(term) ?? 0) + 0.5),
      );
      score += (rarity * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * length) / averageLength));
    }
    const fits = kinds.has(tool.kind);
    // Never suggest what cannot be undone to someone who did not ask for it.
    const named = name.filter((word) => terms.includes(word)).length / name.length;
    return score * (1 + named * 0.4) * (fits ? 1.35 : tool.kind === 'destructive' ? 0.5 : 1);
  };
  return entries
    .map((entry) => ({ tool: entry.tool, score: scoreOf(entry) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}
