import { escapeXml } from './storage-compose.ts';
import { type Block, readStorage } from './storage-read.ts';

const TELLING =
  /\b(?:decisions?|decided|action|actions|next steps?|to-?dos?|tasks?|outcomes?|follow[- ]?ups?|agreed)\b/i;

/** The summary of meeting notes in storage format: what was decided and who does what, else the first points made. */
export function meetingSummary(notes: { title: string; url: string | null; storage: string }): string {
  const sections = sectionsOf(readStorage(notes.storage));
  const telling = sections.filter((section) => TELLING.test(section.heading) && section.points.length > 0);
  const chosen =
    telling.length > 0 ? telling : sections.filter((section) => section.points.length > 0).slice(0, 3);
  const source = notes.url
    ? `<a href="${escapeXml(notes.url)}">${escapeXml(notes.title)}</a>`
    : escapeXml(notes.title);
  const body = chosen.map(
    ({ heading, points }) =>
      `<h2>${escapeXml(heading || 'Summary')}</h2><ul>${points.map((point) => `<li><p>${escapeXml(point)}</p></li>`).join('')}</ul>`,
  );
  return `<p>A summary of ${source}.</p>${body.join('')}`;
}

type Section = { heading: string; points: string[] };

function sectionsOf(blocks: Block[]): Section[] {
  const sections: Section[] = [{ heading: '', points: [] }];
  for (const block of blocks) {
    if (block.kind === 'heading') sections.push({ heading: block.text, points: [] });
    else sections.at(-1)?.points.push(block.text);
  }
  return sections;
}
