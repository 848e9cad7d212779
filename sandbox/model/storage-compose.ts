/** Escapes text for Confluence storage format (XHTML), in content and in attributes. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** Plain or lightly marked text to storage: line breaks part paragraphs, "- " makes lists, "# " makes headings. */
export function textToStorage(text: string): string {
  return lineGroups(text).map(groupToStorage).join('');
}

type LineGroup = { tag: 'p' | 'h2' | 'h3' | 'h4' | 'ul' | 'ol'; lines: string[] };

/** Lines that follow each other in one list belong together; every other line stands alone. */
function lineGroups(text: string): LineGroup[] {
  const groups: LineGroup[] = [];
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    const heading = line.match(/^(#{1,4})\s+(.+)$/);
    const item = line.match(/^(?:[-*•]|(\d+)[.)])\s+(.+)$/);
    const last = groups.at(-1);
    if (item) {
      const tag = item[1] ? 'ol' : 'ul';
      if (last?.tag === tag) last.lines.push(item[2] ?? '');
      else groups.push({ tag, lines: [item[2] ?? ''] });
    } else if (heading) {
      const depth = heading[1]?.length ?? 2;
      groups.push({ tag: depth <= 2 ? 'h2' : depth === 3 ? 'h3' : 'h4', lines: [heading[2] ?? ''] });
    } else if (line) groups.push({ tag: 'p', lines: [line] });
  }
  return groups;
}

function groupToStorage({ tag, lines }: LineGroup): string {
  const escaped = lines.map(escapeXml);
  const isList = tag === 'ul' || tag === 'ol';
  return `<${tag}>${isList ? escaped.map((item) => `<li><p>${item}</p></li>`).join('') : escaped.join('')}</${tag}>`;
}

/** A section to append: its heading, then its text. */
export function sectionToStorage(heading: string, text: string): string {
  return headingOf(heading) + textToStorage(text);
}

function headingOf(text: string): string {
  return `<h2>${escapeXml(text)}</h2>`;
}

type Template = { fits: RegExp; sections: readonly (readonly [heading: string, hint: string])[] };

const GENERAL: Template['sections'] = [
  ['Overview', 'What this page is about, and for whom.'],
  ['Details', 'What people need to know.'],
  ['Next steps', 'What happens now, and who does it.'],
];

const TEMPLATES: readonly Template[] = [
  {
    fits: /\bproject\b/i,
    sections: [
      ['Overview', 'What the project is, in two or three sentences.'],
      ['Goals', 'What will be true when it is done, and how it is measured.'],
      ['Scope', 'What is in, and what is left out on purpose.'],
      ['Team and stakeholders', 'Who works on it, who decides, who must be told.'],
      ['Timeline and milestones', 'The dates that matter.'],
      ['Risks and open questions', 'What could go wrong, and what is not decided yet.'],
      ['Decisions', 'What was decided, when and why.'],
      ['Links', 'Designs, boards, repositories and related pages.'],
    ],
  },
  {
    fits: /\b(meeting|minutes|retro(spective)?|stand-?up)\b/i,
    sections: [
      ['Attendees', 'Who was there.'],
      ['Agenda', 'What was to be talked about.'],
      ['Notes', 'What was said.'],
      ['Decisions', 'What was decided.'],
      ['Action items', 'Who does what, until when.'],
    ],
  },
  {
    fits: /\b(runbook|how[- ]to|guide|playbook|onboarding|checklist)\b/i,
    sections: [
      ['Purpose', 'When to use this, and what it achieves.'],
      ['Before you start', 'Access, tools and people you need.'],
      ['Steps', 'What to do, in order.'],
      ['If something goes wrong', 'How to notice, how to go back, whom to ask.'],
    ],
  },
];

/** What a new page is to hold: text that the person gave, headings that they named, or a fitting outline. */
export type PageContent = { title: string; description?: string; sections?: string[]; text?: string };

/** The body of a new page in storage format: well-formed, everything from outside escaped. */
export function newPageStorage({ title, description = '', sections, text }: PageContent): string {
  const known = [...TEMPLATES.flatMap((template) => template.sections), ...GENERAL];
  const lead = text ? textToStorage(text) : '';
  if (sections?.length) {
    const hintOf = (name: string) =>
      known.find(([heading]) => heading.toLowerCase() === name.toLowerCase())?.[1] ?? 'To be written.';
    return lead + sections.map((name) => headingOf(name) + hint(hintOf(name))).join('');
  }
  if (lead) return lead;
  const template = TEMPLATES.find(({ fits }) => fits.test(`${description} ${title}`));
  return (template?.sections ?? GENERAL).map(([heading, words]) => headingOf(heading) + hint(words)).join('');
}

function hint(text: string): string {
  return `<p><em>${escapeXml(text)}</em></p>`;
}
