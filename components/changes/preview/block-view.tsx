import type { Block, CodeLine } from '@/lib/domain/preview';
import { ChangeNote } from './change-note';
import { Columns, ImageBlock, Macro, Panel } from './container-blocks';
import { DiffBlock, DiffText } from './diff-mark';
import { InlineText } from './inline-text';
import { List, Tasks } from './list-blocks';
import { Table } from './table-view';
import { UnchangedBlocks } from './unchanged-blocks';

const HEADINGS = {
  1: 'text-prose font-bold mt-4',
  2: 'text-prose font-semibold mt-4',
  3: 'font-semibold mt-3',
  4: 'font-semibold mt-3',
  5: 'font-semibold text-ink-soft mt-3',
  6: 'font-semibold text-ink-soft mt-3',
} as const;

const drawBlocks = (blocks: Block[]) => <BlockList blocks={blocks} />;

/** One block of a page, with what a comparison says of it as a whole. */
export function BlockView({ block }: { block: Block }) {
  return (
    <DiffBlock mark={block.mark}>
      <Drawn block={block} />
      <ChangeNote note={block.note} />
    </DiffBlock>
  );
}

function Drawn({ block }: { block: Block }) {
  switch (block.type) {
    case 'paragraph':
      return (
        <p className="my-2 leading-[1.6]">
          <InlineText pieces={block.children} />
        </p>
      );
    case 'heading':
      // Told in words, as the page's own outline would break into the conversation's.
      return (
        <p className={`mb-1.5 ${HEADINGS[block.level]}`}>
          <span className="sr-only">Heading: </span>
          <InlineText pieces={block.children} />
        </p>
      );
    case 'list':
      return <List ordered={block.ordered} items={block.items} draw={drawBlocks} />;
    case 'tasks':
      return <Tasks items={block.items} draw={drawBlocks} />;
    case 'table':
      return <Table rows={block.rows} draw={drawBlocks} />;
    case 'code':
      return <Code language={block.language} lines={block.lines ?? [{ text: block.text }]} />;
    case 'quote':
      return (
        <blockquote className="my-2 border-l-2 border-line-strong pl-3 text-ink-soft">
          <BlockList blocks={block.blocks} />
        </blockquote>
      );
    case 'panel':
      return (
        <Panel kind={block.kind} title={block.title}>
          <BlockList blocks={block.blocks} />
        </Panel>
      );
    case 'columns':
      return <Columns columns={block.columns} draw={drawBlocks} />;
    case 'macro':
      return (
        <Macro name={block.name} detail={block.detail}>
          {block.blocks.length === 0 ? null : <BlockList blocks={block.blocks} />}
        </Macro>
      );
    case 'image':
      return <ImageBlock text={block.text} />;
    case 'rule':
      return <hr className="my-4" />;
    case 'folded':
      return <UnchangedBlocks count={block.count} />;
  }
}

/** Blocks from top to bottom. The first and the last add no space to the frame around them. */
export function BlockList({ blocks }: { blocks: Block[] }) {
  return (
    <div className="[&>:first-child]:mt-0 [&>:last-child]:mb-0">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a preview is drawn once and its blocks never move
        <BlockView key={index} block={block} />
      ))}
    </div>
  );
}

function Code({ language, lines }: { language: string | null; lines: CodeLine[] }) {
  return (
    <div className="my-2 overflow-hidden rounded-md border bg-sunken">
      {language === null ? null : (
        <p className="border-b px-3 py-1 text-note text-ink-soft">Code: {language}</p>
      )}
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, and a keyboard must be able to scroll them
        tabIndex={0}
        className="overflow-x-auto px-3 py-2 font-mono text-note [font-variant-ligatures:none] outline-offset-[-2px]"
      >
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a preview is drawn once and its lines never move
          <DiffText key={index} mark={line.mark}>
            {index === lines.length - 1 ? line.text : `${line.text}\n`}
          </DiffText>
        ))}
      </pre>
    </div>
  );
}
