'use client';

import { type ReactNode, useMemo } from 'react';
import { type Components, Streamdown } from 'streamdown';
import { lineBreaks } from './line-breaks';
import { safeUrl } from './safe-url';

// In place of its own, which would read HTML in the text as HTML.
const REHYPE_PLUGINS = [lineBreaks];

// What the reader hands to a component is typed by the reader as unknown, tag by tag.
type Handed = {
  node?: unknown;
  href?: unknown;
  src?: unknown;
  alt?: unknown;
  checked?: unknown;
  children?: unknown;
};

/** Links leave in a new tab and tell nothing of where they came from. */
function SafeLink({ href, children }: Handed) {
  const inner = children as ReactNode;
  if (typeof href !== 'string' || href === '') return <span>{inner}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {inner}
    </a>
  );
}

/** An image is never fetched by itself: its address may carry what was read to someone else. A person may follow it. */
function ImageLink({ src, alt }: Handed) {
  return <SafeLink href={src}>{typeof alt === 'string' && alt !== '' ? alt : 'Image'}</SafeLink>;
}

// What may be wider than the column scrolls within itself, and a keyboard must be able to scroll it.
function ScrollingTable({ children }: Handed) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <div className="table-scroll" tabIndex={0}>
      <table>{children as ReactNode}</table>
    </div>
  );
}

function ScrollingCode({ children }: Handed) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
  return <pre tabIndex={0}>{children as ReactNode}</pre>;
}

/** A box of a task list: it shows, it cannot be ticked. */
function TaskBox({ checked }: Handed) {
  return (
    <span role="img" aria-label={checked === true ? 'Done' : 'Not done'}>
      {checked === true ? '☑' : '☐'}
    </span>
  );
}

const COMPONENTS: Components = {
  a: SafeLink,
  img: ImageLink,
  table: ScrollingTable,
  pre: ScrollingCode,
  input: TaskBox,
  p: 'p',
  ul: 'ul',
  ol: 'ol',
  li: 'li',
  blockquote: 'blockquote',
  hr: 'hr',
  strong: 'strong',
  code: 'code',
  thead: 'thead',
  tbody: 'tbody',
  tr: 'tr',
  th: 'th',
  td: 'td',
  section: 'section',
  sub: 'sub',
  sup: 'sup',
};

const HEADINGS = ['h3', 'h4', 'h5', 'h6'] as const;

/** The highest level of heading in a text: 1 for `#`. Lines within fenced code are no headings. */
function highestHeading(text: string): number {
  const levels = text.replace(/```[\s\S]*?(```|$)/g, '').match(/^#{1,6}(?= )/gm) ?? [];
  return Math.min(6, ...levels.map((marks) => marks.length));
}

/** The answer's highest heading becomes h3, under the page's h1 and the message's h2; none is left out between. */
function componentsFrom(highest: number): Components {
  const headings = [1, 2, 3, 4, 5, 6].map((level) => [
    `h${level}`,
    HEADINGS[Math.min(Math.max(level - highest, 0), HEADINGS.length - 1)],
  ]);
  return { ...COMPONENTS, ...Object.fromEntries(headings) };
}

/** An answer's Markdown. HTML within it is shown as the text it is, never run. */
export default function MarkdownBody({ text, streaming }: { text: string; streaming: boolean }) {
  const highest = highestHeading(text);
  const components = useMemo(() => componentsFrom(highest), [highest]);
  return (
    <Streamdown
      className="prose"
      mode={streaming ? 'streaming' : 'static'}
      components={components}
      rehypePlugins={REHYPE_PLUGINS}
      urlTransform={safeUrl}
      controls={false}
    >
      {text}
    </Streamdown>
  );
}
