import type { Draft, Slots } from './draft.ts';
import { has, take } from './draft.ts';
import { QUOTE, value } from './message.ts';

export function takeNumbers(draft: Draft): void {
  const ids: Slots['ids'] = {};
  for (const thing of ['task', 'comment', 'attachment', 'property', 'label'] as const) {
    const noun = {
      task: 'task|to-?do',
      comment: 'comment|reply',
      attachment: 'attachment|file',
      property: 'property',
      label: 'label',
    }[thing];
    const id = take(
      draft,
      new RegExp(
        `\\b(?:the\\s+)?(?:${noun})\\s+(?:with\\s+(?:the\\s+)?)?(?:id\\s*|number\\s*|no\\.?\\s*|#\\s*)?(?<id>(?:att)?\\d+)\\b`,
        'iu',
      ),
      'id',
    );
    if (id) ids[thing] = id;
  }
  if (Object.keys(ids).length > 0) draft.slots.ids = ids;
  const version = take(
    draft,
    /\b(?:the\s+)?(?:version|revision|v)\s*(?:number\s*|#\s*|no\.?\s*)?(?<number>\d{1,5})\b(?:\s+of\b)?/iu,
    'number',
  );
  if (version) {
    draft.slots.version = Number(version);
    draft.things.delete('version');
  }
  const limit =
    take(
      draft,
      /\b(?:the\s+)?(?:last|first|latest|newest|top|(?:most )?recent)\s+(?<number>\d{1,3})\b/iu,
      'number',
    ) ??
    take(
      draft,
      /\b(?:the\s+)?(?<number>\d{1,3})\s+(?=(?:newest|latest|last|most recent|recent|first|oldest|pages|posts|blog|spaces|labels|tasks|comments|results)\b)/iu,
      'number',
    );
  if (limit) draft.slots.limit = Number(limit);
}

export function takeProperty(draft: Draft): void {
  const noun = '\\b(?:content\\s+|space\\s+|page\\s+)?propert(?:y|ies)\\b';
  const name = `(?:${QUOTE}|(?!(?:to|of|on|from|for|with|in|the|does|do|has|have|are|is|named|called)\\b)[\\w.:-]+)`;
  if (draft.deed !== 'read') {
    const written =
      take(
        draft,
        new RegExp(`\\bwith\\s+(?:the\\s+|an?\\s+)?(?:new\\s+)?value\\s+(?:of\\s+)?(?<value>${name})`, 'iu'),
        'value',
      ) ??
      take(draft, new RegExp(`\\s(?:to|as|=)\\s+(?:be\\s+)?(?<value>${name})$`, 'iu'), 'value') ??
      take(
        draft,
        new RegExp(`\\s(?:to|as|=)\\s+(?:be\\s+)?(?<value>${QUOTE}|true|false|\\d+)(?=\\s|$)`, 'iu'),
        'value',
      ) ??
      take(
        draft,
        new RegExp(
          `\\s(?:to|=)\\s*(?!the\\b|our\\b|page\\b|whiteboard\\b|blog\\b|space\\b)(?<value>${name})(?=\\s+(?:on|for|of|in)\\s)`,
          'iu',
        ),
        'value',
      );
    const said = written ?? draft.message.body ?? undefined;
    if (said !== undefined)
      draft.slots.value = said === 'JSON' && draft.json !== undefined ? draft.json : valueIn(said);
    if (draft.slots.text !== undefined && said === draft.message.body) draft.slots.text = undefined;
  }
  const key =
    take(
      draft,
      new RegExp(
        `\\b(?:the\\s+|an?\\s+)?(?:new\\s+)?${noun}\\s+(?:(?:called|named|with (?:the )?key|key)\\s+)?(?<key>${name})`,
        'iu',
      ),
      'key',
    ) ??
    take(
      draft,
      new RegExp(
        `(?:\\b(?:the|an?)\\s+)?(?<key>${QUOTE}|\\b(?!the\\b|which\\b|what\\b|all\\b|any\\b|new\\b|content\\b|space\\b)[\\w.:-]+)\\s+${noun}\\b`,
        'iu',
      ),
      'key',
    );
  if (key && !/^(?:all|any|what|the|its|content|space|new|another)$/i.test(key)) draft.slots.key = key;
}

export function readWhoAndWhen(draft: Draft): void {
  const { head } = draft.message;
  const me =
    /\b(?:assigned to me|created by me|by me|my (?:open |own |pending )?(?:tasks|to-?dos|pages|posts)|do i have)\b/i.test(
      head,
    );
  const name = head.match(
    /\b(?:by|user|users|colleague|person|people|assigned to|called|named|does|did|has|account id (?:of|for)|who is|find|look up)\s+(?:the\s+)?(?:user\s+|colleague\s+)?(?<name>\uE000\d+\uE001|\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+){0,2})/u,
  )?.groups?.name;
  const about = has(draft, 'user') || /\b(?:by|assigned to|wrote|written|created|who is)\b/i.test(head);
  if (me) draft.slots.person = 'me';
  else if (name && about && draft.deed === 'read') draft.slots.person = value(name, draft.message);
  const date =
    '(?<date>\\d{4}-\\d{2}-\\d{2}|\\d{1,2}\\.?\\s+\\p{L}{3,9}\\s+\\d{4}|\\p{L}{3,9}\\s+\\d{1,2},?\\s+\\d{4})';
  draft.slots.from = isoDay(
    head.match(new RegExp(`\\b(?:since|from|after|between|on)\\s+${date}`, 'iu'))?.groups?.date,
  );
  draft.slots.to = isoDay(
    head.match(new RegExp(`\\b(?:until|till|before|by|and|to)\\s+${date}`, 'iu'))?.groups?.date,
  );
}

function valueIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isoDay(text: string | undefined): string | undefined {
  const time =
    text === undefined
      ? Number.NaN
      : Date.parse(/^\d{4}-/.test(text) ? text : `${text.replace('.', '')} UTC`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
}
