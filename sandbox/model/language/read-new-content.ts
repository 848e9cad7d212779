import { type Message, QUOTE, spoken, value } from './message.ts';
import { pageRef, type Slots, takeParent, takeSections, takeSpace, takeTitle, without } from './slots.ts';

const BLOG = /\b(?:as|into|in|to)?\s*(?:an?\s+|the\s+|new\s+|our\s+)*blog(?:\s?post)?\b/iu;

/** "Publish the team meeting summary as a blog post in Marketing titled X: text". */
export function readNewPost(message: Message): Slots | null {
  if (
    !BLOG.test(message.head) ||
    !/^(?:publish|post|write|create|make|share|turn|draft|blog|put|add|send|start)\b/i.test(message.head)
  )
    return null;
  // "… as a blog post in Engineering? We picked Postgres." What follows the request is what to publish.
  const told = message.head.match(
    /^(?<request>.*?\bblog[^.!?]*)[.!?]\s+(?!(?:thanks|thank you|please|cheers)\b)(?<more>\S.*)$/isu,
  );
  const place = takeSpace(told?.groups?.request ?? message.head, message);
  const titled = takeTitle(place.rest, message);
  let rest = titled.rest;
  const source =
    rest.match(
      /\b(?:from|of|based on|using|out of)\s+(?:the\s+|our\s+)?(?<page>(?:page\s+.+?|.+?\s+page|\uE000\d+\uE001))(?=\s+as\b|\s*$|,)/iu,
    ) ?? rest.match(/(?<=^\w+\s+)(?<page>(?:the\s+|our\s+)?(?:page\s+.+?|.+?\s+page))(?=\s+(?:as|into)\b)/iu);
  const page = source?.groups?.page ? pageRef(source.groups.page, message) : undefined;
  if (source) rest = without(rest, source);
  const said = rest.match(
    new RegExp(
      `(?:\\b(?:saying|with the (?:text|content|summary)|that says)\\s+(?<words>.+)|(?<quoted>${QUOTE}))$`,
      'iu',
    ),
  );
  const words = said?.groups?.words ?? said?.groups?.quoted;
  if (said) rest = without(rest, said);
  const subject = rest
    .replace(/^\w+\s+/, '')
    .replace(BLOG, ' ')
    .replace(/\b(?:about|on|for|with)\s+(?=the\b|our\b|\S)/i, ' ');
  const description = value(
    subject.replace(/^\s*(?:(?:the|an?|our|my|this|new|up)\s+)+/i, '').replace(/\bof(?: the)?\s*$/i, ''),
    message,
  );
  const text = message.body ?? told?.groups?.more ?? words;
  return {
    title: titled.title,
    space: place.space,
    page,
    description: description || undefined,
    text: text ? spoken(text, message) : undefined,
  };
}

const DOCUMENT = '(?:page|document|doc|article|runbook|checklist|meeting notes|playbook|how-to|guide)';

/** "Create a new project documentation page titled X in the Marketing space under Y with sections A, B and C". */
export function readNewPage(message: Message): Slots | null {
  const verb = message.head.match(/^(create|make|write|add|start|set up|draft|new|put together|prepare)\b/iu);
  if (!verb) return null;
  const listed = takeSections(message.head, message);
  const spaced = takeSpace(listed.rest, message);
  const under = takeParent(spaced.rest, message);
  const titled = takeTitle(under.rest, message);
  const words = titled.rest.match(
    /\b(?:saying|that says|containing|with (?:the |this )?(?:content|text|body))\s*:?\s*(?<text>.+)$/iu,
  );
  const rest = (words ? without(titled.rest, words) : titled.rest).slice(verb[0].length);
  const form = rest.match(
    new RegExp(
      `^\\s*(?:me\\s+|us\\s+)?(?<article>(?:an?|the|another|one)\\s+)?(?:(?:new|blank|empty|confluence|wiki)\\s+)*(?<what>.*?)\\s*\\b(?<noun>${DOCUMENT})s?\\b\\s*(?<after>.*)$`,
      'iu',
    ),
  );
  const quotedOnly = rest.match(new RegExp(`^\\s*(?:the\\s+)?(?<title>${QUOTE})\\s*$`, 'u'));
  if (!form && !(quotedOnly && verb[1]?.toLowerCase() !== 'add')) return null;
  if (/\b(?:to|on|onto)\s*(?:the\b.*)?$/i.test(form?.groups?.what ?? '')) return null;
  const { what = '', noun = '', after = '' } = form?.groups ?? {};
  if (/\b(?:section|paragraph|line|sentence|comment|note|text)\b/i.test(what)) return null;
  const kind = /^(?:page|document|doc|article)$/i.test(noun) ? what : `${what} ${noun}`;
  const topic = after.match(/^(?:about|for|on|of|regarding)\s+(?:the\s+|our\s+)?(?<topic>.+)$/iu)?.groups
    ?.topic;
  const direct = topic ? '' : value(after.replace(/^(?:with|and|that|which|,).*$/iu, ''), message);
  const description = value(kind, message);
  const text = message.body ?? words?.groups?.text;
  return {
    title:
      titled.title ??
      (quotedOnly?.groups?.title ? value(quotedOnly.groups.title, message) : undefined) ??
      (direct || titleFrom(description, topic ? value(topic, message) : '') || undefined),
    description: description || undefined,
    space: spaced.space,
    parent: under.parent,
    sections: listed.sections,
    text: text ? spoken(text, message) : undefined,
  };
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
