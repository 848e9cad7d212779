import { addressOf, baseOf, link, plain, sentenceList } from './answer.ts';
import { pageEntity, rowsOf, storageOf } from './confluence-data.ts';
import { cqlFor, cqlWords } from './cql.ts';
import { type FoundContent, hitsOf, readTool, searchByCql } from './find-content.ts';
import type { Knowledge } from './knowledge.ts';
import type { Steps } from './steps.ts';
import { extractOf, readStorage } from './storage-read.ts';

const MOST_READ = 3;

/** What a search found: for a topic what the best three hold, read side by side; else a list with spaces and dates. */
export function* searchInWords(slug: string, data: unknown, known: Knowledge): Steps<string> {
  const hits = /CQL/.test(slug) ? hitsOf(data) : titlesOf(data);
  const { topic, labels } = known.said.slots;
  if (topic === undefined && labels === undefined) return recentInWords(hits, known);
  const about = `“${plain(topic ?? labels?.join(', ') ?? '')}”`;
  if (/CONTENT/.test(slug)) return titlesInWords(hits, about);
  const single = cqlWords(topic ?? '')
    .split(' ')
    .filter((word) => word.length > 3);
  const some =
    hits.length === 0 && single.length > 1
      ? yield* searchByCql(cqlFor(known.said, known.space?.key, true), 10)
      : [];
  const found = hits.length > 0 ? hits : some;
  if (found.length === 0) {
    return `I found nothing about ${about} in Confluence. Try other or fewer words, or ask me “what pages are in …?” for a space.`;
  }
  const extracts = yield* readExtracts(found.slice(0, MOST_READ), topic ?? '');
  const lead =
    hits.length > 0
      ? `This is what I found about ${about}:`
      : `No page has all the words of ${about}; these have some of them:`;
  const more = found.slice(MOST_READ, 8).map((page) => link(page.title, page.url));
  const rest = more.length > 0 ? `\n\nAlso found: ${sentenceList(more)}.` : '';
  return `${lead}\n\n${extracts.join('\n')}${rest}`;
}

function titlesOf(data: unknown): FoundContent[] {
  return rowsOf(data, pageEntity).map((page) => ({
    id: page.id,
    type: 'page',
    title: page.title,
    space: page.space?.name ?? null,
    spaceKey: page.space?.key ?? null,
    url: addressOf(page, baseOf(data)),
    modified: page.version?.when ?? null,
  }));
}

function titlesInWords(hits: FoundContent[], about: string): string {
  if (hits.length === 0) return `I found no page with ${about} in its title.`;
  return `These pages have ${about} in their title, the best first:\n\n${hits.map((page) => `- ${link(page.title, page.url)}`).join('\n')}`;
}

function recentInWords(hits: FoundContent[], { space }: Knowledge): string {
  if (hits.length === 0) return 'I found no pages that changed lately.';
  const lines = hits.map((page) => {
    const facts = [page.space, page.modified].filter((fact) => fact !== null).map(plain);
    return `- ${link(page.title, page.url)}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`;
  });
  return `These pages changed last${space ? ` in ${link(space.name, space.url)}` : ''}:\n\n${lines.join('\n')}`;
}

function* readExtracts(pages: FoundContent[], topic: string): Steps<string[]> {
  const replies = yield pages.map((page) => ({ slug: readTool(page.type), arguments: { id: page.id } }));
  return pages.map((page, at) => {
    const reply = replies[at];
    const entity = pageEntity.safeParse(reply?.ok ? reply.data : null);
    const name = `- ${link(page.title, page.url ?? addressOf(reply?.data))}${page.space ? ` (${plain(page.space)})` : ''}`;
    if (!entity.success) {
      return `${name}: I could not read it. ${plain(reply && !reply.ok ? reply.error : '')}`.trim();
    }
    const extract = extractOf(readStorage(storageOf(entity.data) ?? ''), topic);
    return extract ? `${name}: ${plain(extract)}` : `${name}: it has no text.`;
  });
}
