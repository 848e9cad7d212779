'use client';

import { useState } from 'react';
import { completeBlock } from './complete-block';
import { MarkdownBlock } from './markdown-block';
import { type ReadText, readBlocks } from './read-blocks';

/**
 * An answer's Markdown. HTML within it is shown as the text it is, never run. While it is written only its end is read again,
 * finished blocks are not drawn again, and a screen reader is told each block when it is finished.
 */
export default function MarkdownBody({ text, streaming }: { text: string; streaming: boolean }) {
  const [read] = useState(makeReader);
  const [written] = useState(streaming);
  const { blocks, links } = read(text);
  const highest = Math.min(6, ...blocks.map((block) => (block.type === 'heading' ? block.depth : 6)));
  const open = streaming ? blocks.at(-1) : undefined;
  const finished = open === undefined ? blocks : blocks.slice(0, -1);
  return (
    <div className="prose">
      <div aria-live={written ? 'polite' : undefined} aria-relevant="additions">
        {finished.map((block, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only ever added at the end
          <MarkdownBlock key={index} token={block} highest={highest} links={links} />
        ))}
      </div>
      {open === undefined ? null : (
        <MarkdownBlock token={completeBlock(open, links)} highest={highest} links={links} />
      )}
    </div>
  );
}

/** What was read last only saves work: whatever it was, the same comes out. */
function makeReader(): (text: string) => ReadText {
  let last: ReadText | null = null;
  return (text) => (last = last?.text === text ? last : readBlocks(text, last));
}
