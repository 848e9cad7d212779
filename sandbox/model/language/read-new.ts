import type { Draft } from './draft.ts';
import { has, keep, take } from './draft.ts';
import { QUOTE, spoken, value } from './message.ts';
import { takeNamed, takeParent, takeSections, takeSpace, takeTitle, without } from './phrases.ts';

/** A new page, post, space or whiteboard: its place, its title, what it is. */
export function readNew(draft: Draft): void {
  draft.slots.sections = keep(draft, takeSections(draft.rest, draft.message));
  const isSpace = has(draft, 'space') && !has(draft, 'page', 'post', 'whiteboard');
  if (isSpace)
    draft.slots.key = take(
      draft,
      /\b(?:and\s+|with\s+)?(?:the\s+|a\s+)?(?:space\s+)?key\s+(?:of\s+|is\s+)?(?<key>[A-Za-z][\w-]*|\uE000\d+\uE001)/u,
      'key',
    );
  const early = isSpace ? keep(draft, takeTitle(draft.rest, draft.message)) : undefined;
  if (!isSpace) draft.slots.space = keep(draft, takeSpace(draft.rest, draft.message));
  if (!isSpace) draft.slots.parent = keep(draft, takeParent(draft.rest, draft.message));
  draft.slots.title = early ?? keep(draft, takeTitle(draft.rest, draft.message));
  if (has(draft, 'post')) readNewPost(draft);
  else readNewDocument(draft);
  if (!has(draft, 'post', 'space', 'whiteboard') && (has(draft, 'page') || draft.slots.title !== undefined))
    draft.things.add('page');
  if (isSpace && draft.slots.title === undefined) draft.slots.title = draft.slots.description;
}

function readNewPost(draft: Draft): void {
  draft.things.delete('page');
  // "… as a blog post in Engineering? We picked Postgres." What follows the request is what to publish.
  const told = draft.message.head.match(
    /\bblog[^.!?]*[.!?]\s+(?!(?:thanks|thank you|please|cheers)\b)(?<more>\S.*)$/isu,
  );
  if (told?.groups?.more && draft.slots.text === undefined) {
    draft.slots.text = spoken(told.groups.more, draft.message);
    draft.rest = draft.rest.replace(told.groups.more, '').replace(/[.!?]\s*$/, '');
  }
  const source = draft.rest.match(
    /\b(?:from|of|based on|using|out of|on)\s+(?:the\s+|our\s+)?(?:page\s+.+?|.+?\s+page|\uE000\d+\uE001)(?=\s+as\b|\s*$|,)|^(?:the\s+|our\s+)?(?:page\s+.+?|.+?\s+page)(?=\s+(?:as|into)\b)/iu,
  );
  if (source && /\bpage\b|\uE000/.test(source[0])) {
    draft.slots.content = takeNamed(
      source[0].replace(/^(?:from|of|based on|using|out of|on)\s+/i, ''),
      draft.message,
    ).found;
    if (draft.slots.content) draft.rest = without(draft.rest, source);
  }
  const quoted =
    draft.slots.title === undefined && /\bposts?\s+\uE000|^\uE000\d+\uE001\s+as\b/iu.test(draft.rest)
      ? take(draft, new RegExp(`(?<title>${QUOTE})`, 'u'), 'title')
      : undefined;
  if (quoted !== undefined) draft.slots.title = quoted;
  const subject = draft.rest
    .replace(
      /\b(?:as|into|in|to)?\s*(?:an?\s+|the\s+|new\s+|our\s+|short\s+|quick\s+)*blog(?:[\s-]?post)?\b/iu,
      ' ',
    )
    .replace(/\b(?:about|on|for|with|from)\s+(?=the\b|our\b|\S)/i, ' ');
  draft.slots.description =
    value(
      subject
        .replace(/\s+and\s+(?:post|publish|put|share)\b.*$/i, '')
        .replace(/^\s*(?:(?:the|an?|our|my|this|new|up)\s+)+/i, ''),
      draft.message,
    ) || undefined;
}

function readNewDocument(draft: Draft): void {
  const form = draft.rest.match(
    /^\s*(?:me\s+|us\s+)?(?:(?:an?|the|another|one)\s+)?(?:(?:new|blank|empty|confluence|wiki)\s+)*(?<what>.*?)\s*\b(?<noun>page|document|doc|article|runbook|checklist|meeting notes|playbook|how-to|guide|whiteboard|board|space)s?\b\s*(?<after>.*)$/iu,
  );
  const { what = '', noun = '', after = '' } = form?.groups ?? {};
  if (form && /^(?:runbook|checklist|meeting notes|playbook|how-to|guide)$/i.test(noun))
    draft.things.add('page');
  const quoted = form
    ? undefined
    : draft.rest.match(new RegExp(`^\\s*(?:the\\s+)?(?<title>${QUOTE})\\s*$`, 'u'))?.groups?.title;
  const kind = /^(?:page|document|doc|article|whiteboard|board|space)$/i.test(noun)
    ? what
    : `${what} ${noun}`;
  const topic = after.match(/^(?:about|for|on|of|regarding)\s+(?:the\s+|our\s+)?(?<topic>.+)$/iu)?.groups
    ?.topic;
  const direct = topic ? '' : value(after.replace(/^(?:with|and|that|which|,).*$/iu, ''), draft.message);
  const description = value(kind.replace(/^(?:an?|the)\s+/i, ''), draft.message);
  draft.slots.description = description || undefined;
  draft.slots.title ??=
    (quoted
      ? value(quoted, draft.message)
      : direct || titleFrom(description, topic ? value(topic, draft.message) : '')) || undefined;
}

/** A title from what the page is and what it is about: "project documentation" + "Project Phoenix". */
function titleFrom(description: string, topic: string): string {
  if (topic === '') return capital(description);
  const kind = /^project\b/i.test(topic) ? description.replace(/^project\s+/i, '') : description;
  return kind === '' ? capital(topic) : `${capital(topic)} – ${capital(kind)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
