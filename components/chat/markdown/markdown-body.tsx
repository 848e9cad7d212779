'use client';

import { useState } from 'react';
import { completeBlock } from './complete-block';
import { MarkdownBlock } from './markdown-block';
import { type ReadText, readBlocks } from './read-blocks';

/**
 * An answer's Markdown. HTML within it is shown as the text it is, never run. While it is written only its end is read again, and
 * finished blocks are not drawn again.
 */
export default function MarkdownBody({ text, streaming }: { text: string; streaming: boolean }) {
  const [read] = useState(makeReader);
  const { blocks, links } = read(text);
  const highest = Math.min(6, ...blocks.map((block) => (block.type === 'heading' ? block.depth : 6)));
  const open = streaming ? blocks.length - 1 : -1;
  return (
    <div className="prose">
      {blocks.map((block, index) => (
        <MarkdownBlock
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only ever added at the end
          key={index}
          token={index === open ? completeBlock(block, links) : block}
          highest={highest}
          links={links}
        />
      ))}
    </div>
  );
}

/** What was read last only saves work: whatever it was, the same comes out. */
function makeReader(): (text: string) => ReadText {
  let last: ReadText | null = null;
  return (text) => (last = last?.text === text ? last : readBlocks(text, last));
}
