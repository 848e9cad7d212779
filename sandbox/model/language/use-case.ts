import type { Draft } from './draft.ts';
import { has } from './draft.ts';
import { afterVerb, thingsSaid } from './words.ts';

/** The sentence without what it names, so that names do not lead the tool search astray. */
export function searchWords(draft: Draft): string {
  const { content, space, title, parent, labels, topic, text, replace, person, heading, file, key } =
    draft.slots;
  const names = [
    content && content.by === 'title' ? content.title : undefined,
    space,
    title,
    parent,
    topic,
    text,
    replace?.from,
    replace?.to,
    person,
    heading,
    file,
    key,
    ...(labels ?? []),
  ];
  let words = draft.message.head.replace(/\uE000\d+\uE001/g, ' ').replace(/https?:\S+/g, ' ');
  for (const name of names)
    if (name && name.length > 1)
      words = words.replaceAll(
        new RegExp(`(?<![\\p{L}\\p{N}])${escapeForm(name)}(?![\\p{L}\\p{N}])`, 'giu'),
        ' ',
      );
  words = words
    .replace(/\b(?:att)?\d[\d-]*\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const place = has(draft, 'post') ? 'a blog post' : 'a page';
  if (topic !== undefined) return `search pages and content about something: ${words}`.slice(0, 300);
  if (has(draft, 'label') && (draft.deed === 'create' || draft.deed === 'update') && !has(draft, 'property'))
    return `add a label to ${place}`;
  if (has(draft, 'comment') && draft.deed === 'create') return `create a comment on ${place}`;
  if (draft.deed === 'update' && (heading ?? text ?? replace) !== undefined)
    return `update ${place}: ${words}`.slice(0, 300);
  const unsaid = [...draft.things].filter(
    (thing) => (thing === 'page' || thing === 'post') && !thingsSaid(words).has(thing),
  );
  const verb =
    draft.deed === 'create' || draft.deed === 'update' || draft.deed === 'delete' ? draft.deed : null;
  const asked = verb ? `${verb} ${afterVerb(words)}` : words;
  return [asked, ...unsaid.map((thing) => (thing === 'post' ? 'blog post' : thing))].join(' ').slice(0, 300);
}

function escapeForm(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
