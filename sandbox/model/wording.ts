import { z } from 'zod';
import { addressOf, link, plain, sentenceList } from './answer.ts';
import { pageEntity, storageOf } from './confluence-data.ts';
import type { Knowledge } from './knowledge.ts';
import { deedOfSlug } from './language/words.ts';
import { listInWords } from './list-wording.ts';
import { searchInWords } from './search-wording.ts';
import type { ActionFailed, Steps } from './steps.ts';
import { extractOf, readStorage } from './storage-read.ts';

const ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    /session restriction/i,
    'This toolkit or tool is switched off for the session: that is a setting, not the connection.',
  ],
  [/already exists/i, 'Give it another title, or ask me to open the one that is there.'],
  [
    /version must be incremented|conflict/i,
    'Someone else changed the page in the meantime. Ask again and I read it anew.',
  ],
  [
    /not found|cannot find|could not find/i,
    'It may have been moved or deleted, or this account may not see it.',
  ],
  [
    /permission|forbidden|not permitted|unauthori[sz]ed|403/i,
    'The connected account is not allowed to do that.',
  ],
  [/denied|declined|not allowed/i, 'Tell me if you want it done differently.'],
  [/rate limit|429|too many/i, 'Confluence asks for a pause. Try again in a minute.'],
  [/label\.contains\.invalid/i, 'Labels cannot hold spaces or marks such as # & ( ) : ; ? @.'],
];

/** A refusal with its reason and what to do about it. */
export function failureInWords({ slug, message }: ActionFailed): string {
  const words = slug
    .replace(/^CONFLUENCE_/, '')
    .replaceAll('_', ' ')
    .toLowerCase();
  const advice =
    ADVICE.find(([fits]) => fits.test(message))?.[1] ??
    'Nothing after that step was done. Try again, or ask in another way.';
  return `That did not work. The step “${words}” failed: ${plain(withoutClassNames(message))}\n\n${advice}`;
}

/** Confluence puts the names of Java classes before its words. */
function withoutClassNames(reason: string): string {
  return reason.replace(/\b(?:[a-z]\w*\.)+[A-Z]\w*(?:Exception|Error):\s*/g, '');
}

/** What a tool did or found, by what it does and the shape of what came back. */
export function* resultInWords(
  slug: string,
  given: Record<string, unknown>,
  data: unknown,
  known: Knowledge,
): Steps<string> {
  const deed = deedOfSlug(slug);
  if (deed === 'read') {
    if (/CQL_SEARCH|SEARCH_CONTENT/.test(slug)) return yield* searchInWords(slug, data, known);
    return readInWords(slug, data, known);
  }
  if (deed === 'delete') return `I deleted ${objectOf(slug, known)}.`;
  const place = target(known);
  if (/_LABEL$/.test(slug)) {
    const labels = known.said.slots.labels ?? [];
    const names = sentenceList(labels.map((name) => `**${plain(name)}**`));
    return `I added the ${labels.length === 1 ? 'label' : 'labels'} ${names} to ${place}.`;
  }
  if (/COMMENT/.test(slug)) {
    const where = known.content ? `I commented on ${place}` : 'I replied to the comment';
    return `${where}:\n\n> ${plain(known.said.slots.text ?? '')}`;
  }
  if (/PROPERTY/.test(slug)) return `I set ${objectOf(slug, known)}.`;
  if (/TASK/.test(slug))
    return `I marked task ${plain(String(given.id ?? ''))} as ${plain(String(given.status ?? ''))}.`;
  return deed === 'update' ? changeInWords(data, known) : creationInWords(slug, given, data, known);
}

function target({ content, space }: Knowledge): string {
  if (content) return link(content.title, content.url);
  return space ? `the ${link(space.name, space.url)} space` : 'it';
}

/** What a write that was not run would do: "adding the label **urgent** to [Q3 Planning](…)". */
export function plannedInWords(slug: string, given: Record<string, unknown>, known: Knowledge): string {
  const { labels = [], title, text } = known.said.slots;
  const deed = deedOfSlug(slug);
  if (deed === 'delete') return `deleting ${objectOf(slug, known)}`;
  if (/_LABEL$/.test(slug)) {
    const names = sentenceList(labels.map((name) => `**${plain(name)}**`));
    return `adding the ${labels.length === 1 ? 'label' : 'labels'} ${names} to ${target(known)}`;
  }
  if (/COMMENT/.test(slug)) return known.content ? `commenting on ${target(known)}` : 'the reply';
  if (/PROPERTY/.test(slug)) return `setting ${objectOf(slug, known)}`;
  if (/TASK/.test(slug)) return `marking task ${plain(String(given.id ?? ''))}`;
  if (deed === 'update') return `${title && !text ? 'renaming' : 'changing'} ${target(known)}`;
  return `creating “${plain(String(given.title ?? given.name ?? ''))}”`;
}

/** What was deleted or set: the property of a page, the page, the space. */
function objectOf(slug: string, known: Knowledge): string {
  if (!/PROPERTY/.test(slug)) return known.content || known.space ? target(known) : 'it';
  const { key, ids } = known.said.slots;
  return `the property **${plain(key ?? ids?.property ?? '')}** of ${target(known)}`;
}

function changeInWords(data: unknown, { said, content, current }: Knowledge): string {
  const { title, heading, text, replace } = said.slots;
  const url = addressOf(data) ?? content?.url ?? null;
  const name = current?.title ?? content?.title ?? '';
  if (title && !text) return `I renamed “${plain(name)}” to ${link(title, url)}. Its content is unchanged.`;
  if (replace)
    return `I replaced “${plain(replace.from)}” with “${plain(replace.to)}” on ${link(name, url)}. The rest of the page is unchanged.`;
  const what = heading ? `the section “${plain(heading)}”` : 'your text';
  return `I added ${what} at the end of ${link(title ?? name, url)}. The rest of the page is unchanged.`;
}

const made = z.object({ title: z.string().nullish(), name: z.string().nullish(), key: z.string().nullish() });
const bodyShape = z.object({ body: z.object({ storage: z.object({ value: z.string() }) }) });

function creationInWords(
  slug: string,
  given: Record<string, unknown>,
  data: unknown,
  known: Knowledge,
): string {
  const read = made.safeParse(data);
  const said = String(given.title ?? given.name ?? '');
  const title = (read.success ? (read.data.title ?? read.data.name) : null) ?? said;
  const url = addressOf(data);
  const { space, parent, source } = known;
  if (/SPACE$/.test(slug))
    return `I created the space ${link(title, url)} (key ${plain(String(given.key ?? ''))}).`;
  const place = space?.name ?? source?.spaceName;
  const where = place ? ` in the ${link(place, space?.url ?? null)} space` : ' in the space of the notes';
  if (/BLOG/.test(slug)) {
    const from = source
      ? `\n\nIt sums up ${link(source.title, source.url)}: its decisions and action items.`
      : '';
    const draft =
      given.status === 'draft' ? 'I saved the draft of the blog post' : 'I published the blog post';
    return `${draft} ${link(title, url)}${where}.${from}`;
  }
  const under = parent ? `, under ${link(parent.title, parent.url)}` : '';
  const body = bodyShape.safeParse(given);
  const blocks = body.success ? readStorage(body.data.body.storage.value) : [];
  const headings = blocks.filter((block) => block.kind === 'heading').map((it) => `- ${plain(it.text)}`);
  const outline = headings.length > 0 ? `\n\nIt has these sections:\n\n${headings.join('\n')}` : '';
  return `I created ${link(title, url)}${where}${under}.${outline}`;
}

const counted = z.union([
  z.object({ count: z.number() }).transform((it) => it.count),
  z.object({ value: z.number() }).transform((it) => it.value),
]);
const person = z.object({ displayName: z.string(), email: z.string().nullish(), type: z.string().nullish() });
const file = z.object({ name: z.string(), s3url: z.string() });
const spaceShape = z.object({
  key: z.string(),
  name: z.string(),
  type: z.string().nullish(),
  status: z.string().nullish(),
});

function readInWords(slug: string, data: unknown, known: Knowledge): string {
  const count = counted.safeParse(data);
  if (count.success && /COUNT/.test(slug))
    return `${target(known)} has ${count.data} ${count.data === 1 ? 'like' : 'likes'}.`;
  const page = pageEntity.safeParse(data);
  if (page.success) return pageInWords(data, known);
  const space = spaceShape.safeParse(data);
  if (space.success) {
    const { key, name, type, status } = space.data;
    const facts = [`key ${key}`, type, status].filter((it) => it != null).map((it) => plain(String(it)));
    return `${link(name, addressOf(data) ?? known.space?.url ?? null)} is a space (${facts.join(', ')}).`;
  }
  const user = person.safeParse(data);
  if (user.success) {
    const mail = user.data.email ? ` (${plain(user.data.email)})` : '';
    return /ANONYMOUS/.test(slug)
      ? `People who are not signed in are shown as **${plain(user.data.displayName)}**.`
      : `You are **${plain(user.data.displayName)}**${mail}.`;
  }
  const download = file.safeParse(data);
  if (download.success) return `Here is the file: ${link(download.data.name, download.data.s3url)}`;
  return listInWords(slug, data, {
    said: known.said,
    of: known.content || known.space ? target(known) : null,
    space: known.space,
  });
}

function pageInWords(data: unknown, { content }: Knowledge): string {
  const page = pageEntity.parse(data);
  const blocks = readStorage(storageOf(page) ?? '');
  const name = link(page.title, addressOf(data) ?? content?.url ?? null);
  const extract = extractOf(blocks);
  const version = page.version?.number ? ` (version ${page.version.number})` : '';
  const headings = blocks.filter((block) => block.kind === 'heading').slice(0, 12);
  const outline =
    headings.length > 0 ? `\n\nSections:\n\n${headings.map((it) => `- ${plain(it.text)}`).join('\n')}` : '';
  return extract
    ? `${name}${version} in short:\n\n${plain(extract)}${outline}`
    : `${name}${version} has no text yet.${outline}`;
}
