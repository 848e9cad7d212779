import type { Draft } from './draft.ts';
import { takeRaw } from './draft.ts';
import { QUOTE } from './message.ts';
import { labelName, listOf } from './phrases.ts';

export function takeLabels(draft: Draft): void {
  const noun = '(?:labels?|tags?)\\b';
  const words = `(?:${QUOTE}|#?[^\\s,\uE000]+)`;
  const list = `${words}(?:(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+)${words})*`;
  const stop = '(?!(?:to|on|onto|for|from|of|in|does|do|are|is|have|has|used|exist)\\b)';
  const asVerb = /^(?:label|tag|mark)\b/i.test(draft.message.head)
    ? takeRaw(draft, /(?:^|\s)(?:as|with)\s+(?:the\s+)?(?:(?:labels?|tags?)\s+)?(?<labels>.+)$/iu)
    : undefined;
  const found =
    asVerb ??
    takeRaw(
      draft,
      new RegExp(`\\b(?:labell?ed|tagged)\\s+(?:as\\s+|with\\s+)?(?:the\\s+)?(?<labels>${list})`, 'iu'),
    ) ??
    takeRaw(draft, new RegExp(`(?<labels>${list})\\s+as\\s+(?:an?\\s+)?${noun}\\b`, 'iu')) ??
    takeRaw(
      draft,
      new RegExp(`\\b${noun}\\s*[:=]?\\s*(?:called\\s+|named\\s+|of\\s+)?${stop}(?<labels>${list})`, 'iu'),
    ) ??
    takeRaw(
      draft,
      new RegExp(
        `(?<![\\p{L}#])(?<labels>(?!(?:the|an?|which|what|all|any|new|some|these|following|its|their|every|list|of)\\s)${list})\\s+${noun}\\b`,
        'iu',
      ),
    );
  labels(draft, found ?? (draft.deed !== 'read' && draft.message.body ? draft.message.body : undefined));
}

function labels(draft: Draft, text: string | undefined): void {
  const names = listOf((text ?? '').replace(/^(?:the|an?)\s+/i, ''), draft.message)
    .map(labelName)
    .filter((name) => !/^(?:|the|a|an|new|which|what|all|any|some|these|labels?|tags?|of|list)$/.test(name));
  if (names.length > 0) {
    draft.slots.labels = names;
    if (draft.slots.text === draft.message.body) draft.slots.text = undefined;
  }
}

/** "Label the Q3 Planning page urgent", "label Q3 Planning urgent": what is left, or the last small word of the name. */
export function labelsBehind(draft: Draft): void {
  const { content } = draft.slots;
  const [, title, last] = (content?.by === 'title' && content.title.match(/^(.+)\s(\p{Ll}\S*)$/u)) || [];
  if (draft.rest !== '' || !content || content.by !== 'title' || !title) {
    labels(draft, draft.rest);
    return;
  }
  draft.slots.content = { ...content, title };
  labels(draft, last);
}
