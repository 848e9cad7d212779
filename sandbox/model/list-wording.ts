import { z } from 'zod';
import { addressOf, baseOf, link, plain } from './answer.ts';
import { rowsOf } from './confluence-data.ts';
import type { FoundSpace } from './find-space.ts';
import type { Said } from './language/read-sentence.ts';
import { extractOf, readStorage } from './storage-read.ts';

const text = z.union([z.string(), z.number()]).transform(String).nullish();
const row = z.looseObject({
  id: text,
  title: text,
  name: text,
  label: text,
  key: text,
  number: text,
  type: text,
  summary: text,
  operation: text,
  targetType: text,
  displayName: text,
  status: text,
  message: text,
  createdAt: text,
  value: z.unknown().optional(),
  user: z.looseObject({ displayName: text }).nullish(),
  version: z.looseObject({ number: text, message: text, createdAt: text, when: text }).nullish().catch(null),
  body: z
    .looseObject({ storage: z.looseObject({ value: z.string() }).nullish() })
    .nullish()
    .catch(null),
  space: z.looseObject({ name: text }).nullish().catch(null),
});
type Row = z.infer<typeof row>;
const nested = z.object({ response_data: z.unknown() }).transform((it) => it.response_data);

/** What each kind of list is a list of, by the words of the slug, the most telling first. */
const NOUNS: readonly (readonly [RegExp, string, string])[] = [
  [/COMMENTS/, 'comment', 'comments'],
  [/VERSIONS/, 'version', 'versions'],
  [/PROPERTIES/, 'property', 'properties'],
  [/OPERATIONS/, 'operation', 'operations'],
  [/ATTACHMENTS/, 'attachment', 'attachments'],
  [/BLOG_?POSTS/, 'blog post', 'blog posts'],
  [/LABELS/, 'label', 'labels'],
  [/TASKS/, 'task', 'tasks'],
  [/USERS/, 'person', 'people'],
  [/AUDIT/, 'entry', 'entries'],
  [/ANCESTORS/, 'page above', 'pages above'],
  [/CHILD/, 'page below', 'pages below'],
  [/SPACES/, 'space', 'spaces'],
  [/PAGES|CONTENTS/, 'page', 'pages'],
];
const MOST = 50;

function isList(data: unknown): boolean {
  return (
    Array.isArray(data) ||
    Array.isArray(Object(data).results) ||
    Array.isArray(Object(Object(data).data).results)
  );
}

/** A list in words: how many there are, of what, and each with what tells it apart, linked where its address is known. */
export function listInWords(
  slug: string,
  data: unknown,
  { of, space }: { said: Said; of: string | null; space: FoundSpace | undefined },
): string {
  if (/RESTRICTION/.test(slug)) return restrictionsInWords(data, of);
  const inner = nested.safeParse(data);
  const source = inner.success ? inner.data : data;
  const rows = rowsOf(source, row);
  if (!isList(source))
    return `The answer is: ${plain(typeof source === 'string' ? source : JSON.stringify(source ?? null))}`;
  const [, one = 'entry', many = 'entries'] = NOUNS.find(([form]) => form.test(slug)) ?? [];
  if (rows.length === 0) {
    if (one === 'space') return 'I can see no spaces with this account.';
    return of ? `${capital(of)} has no ${many} that I can see.` : `I found no ${many}.`;
  }
  const base = baseOf(source) ?? space?.url?.replace(/\/spaces\/.*$/, '') ?? null;
  const lines = rows.slice(0, MOST).map((it) => `- ${lineOf(it, base, space, one)}`);
  const count = `${rows.length} ${rows.length === 1 ? one : many}`;
  const lead =
    one === 'space' ? `I can see ${count}` : of ? `${capital(of)} has ${count}` : `I found ${count}`;
  const more = rows.length > MOST ? `\n\nThese are the first ${MOST}.` : '';
  return `${lead}:\n\n${lines.join('\n')}${more}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lineOf(it: Row, base: string | null, space: FoundSpace | undefined, noun: string): string {
  const stored = it.body?.storage?.value;
  if (noun === 'comment' || noun === 'task') {
    const words = stored === undefined ? '' : extractOf(readStorage(stored));
    const status = noun === 'task' && it.status ? ` (${plain(it.status)})` : '';
    return `${plain(words || it.title || 'without text')}${status}, id ${plain(it.id ?? '')}`;
  }
  if (noun === 'version') {
    const number = it.number ?? it.version?.number ?? '';
    const facts = [it.createdAt ?? it.version?.createdAt, it.message || it.version?.message].filter(
      (fact) => fact,
    );
    return `version ${plain(number)}${facts.length > 0 ? ` (${facts.map((fact) => plain(fact ?? '')).join(', ')})` : ''}`;
  }
  if (noun === 'property') return `**${plain(it.key ?? '')}**: ${plain(JSON.stringify(it.value ?? null))}`;
  if (noun === 'operation') return plain([it.operation, it.targetType].filter((fact) => fact).join(' '));
  const name =
    it.title ?? it.name ?? it.label ?? it.displayName ?? it.user?.displayName ?? it.summary ?? it.id ?? '';
  const guess = space?.url && it.id && it.type !== 'attachment' ? `${space.url}/pages/${it.id}` : null;
  if (noun === 'label' || noun === 'person' || noun === 'entry') return `**${plain(name)}**`;
  const facts = [noun === 'space' && it.key ? `key ${it.key}` : null, it.space?.name ?? null].filter(
    (fact) => fact !== null,
  );
  return `${link(name, addressOf(it, base) ?? guess)}${facts.length > 0 ? ` (${facts.map(plain).join(', ')})` : ''}`;
}

function restrictionsInWords(data: unknown, of: string | null): string {
  const holders = JSON.stringify(data ?? null).match(/"displayName":"((?:[^"\\]|\\.)*)"/g) ?? [];
  const names = [...new Set(holders.map((it) => String(JSON.parse(it.slice('"displayName":'.length)))))];
  const what = of ?? 'It';
  return names.length === 0
    ? `${what} has no restrictions of its own: everyone who can see the space can see it.`
    : `${what} is restricted to ${names.map((name) => `**${plain(name)}**`).join(', ')}.`;
}
