import type { MarkedToken, Token, Tokens } from 'marked';
import { memo, type ReactNode } from 'react';
import { decodeEntities } from './decode-entities';
import { Inline } from './markdown-inline';
import type { Links } from './read-blocks';

const HEADINGS = ['h3', 'h4', 'h5', 'h6'] as const;

type BlockProps = {
  token: MarkedToken;
  /** The level of heading that becomes h3, under the page's h1 and the message's h2. */
  highest: number;
  /** The definitions it was read with: with others its links lead elsewhere. */
  links: Links;
};

/** One block of an answer. One that reads as before is not drawn again. */
export const MarkdownBlock = memo(
  function MarkdownBlock({ token, highest, links }: BlockProps): ReactNode {
    switch (token.type) {
      case 'paragraph':
        return (
          <p>
            <Inline tokens={token.tokens} />
          </p>
        );
      case 'heading': {
        const Heading = HEADINGS[Math.min(Math.max(token.depth - highest, 0), HEADINGS.length - 1)] ?? 'h6';
        return (
          <Heading>
            <Inline tokens={token.tokens} />
          </Heading>
        );
      }
      case 'list':
        return <List list={token} highest={highest} links={links} />;
      case 'table':
        return <Table table={token} links={links} />;
      case 'blockquote':
        return (
          <blockquote>
            <Blocks tokens={token.tokens} highest={highest} links={links} />
          </blockquote>
        );
      case 'code':
        return (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, and a keyboard must be able to scroll them
          <pre tabIndex={0}>
            <code>{token.text}</code>
          </pre>
        );
      case 'hr':
        return <hr />;
      case 'html':
        return <p>{token.raw.trimEnd()}</p>;
      case 'text':
        return token.tokens ? <Inline tokens={token.tokens} /> : decodeEntities(token.raw);
      default:
        return null;
    }
  },
  (before, next) =>
    before.token.raw === next.token.raw &&
    before.token.type === next.token.type &&
    before.highest === next.highest &&
    before.links === next.links,
);

function Blocks({ tokens, ...rest }: { tokens: readonly Token[] } & Omit<BlockProps, 'token'>) {
  return (tokens as readonly MarkedToken[]).map((token, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only ever added at the end
    <MarkdownBlock key={index} token={token} {...rest} />
  ));
}

function List({ list, ...rest }: { list: Tokens.List } & Omit<BlockProps, 'token'>) {
  const items = list.items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: items are only ever added at the end
    <Item key={index} item={item} {...rest} />
  ));
  return list.ordered ? (
    <ol start={list.start === 1 ? undefined : Number(list.start)}>{items}</ol>
  ) : (
    <ul>{items}</ul>
  );
}

const Item = memo(
  function Item({ item, ...rest }: { item: Tokens.ListItem } & Omit<BlockProps, 'token'>) {
    return (
      <li className={item.task ? 'task-list-item' : undefined}>
        {item.task ? (
          <>
            <span role="img" aria-label={item.checked ? 'Done' : 'Not done'}>
              {item.checked ? '☑' : '☐'}
            </span>{' '}
          </>
        ) : null}
        <Blocks tokens={item.tokens} {...rest} />
      </li>
    );
  },
  (before, next) =>
    before.item.raw === next.item.raw &&
    before.item.loose === next.item.loose &&
    before.highest === next.highest &&
    before.links === next.links,
);

/** What may be wider than the column scrolls within itself. */
function Table({ table, links }: { table: Tokens.Table; links: Links }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it
    <div className="table-scroll" tabIndex={0}>
      <table>
        <thead>
          <Row cells={table.header} links={links} />
        </thead>
        <tbody>
          {table.rows.map((cells, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever added at the end
            <Row key={index} cells={cells} links={links} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const Row = memo(
  function Row({ cells }: { cells: readonly Tokens.TableCell[]; links: Links }) {
    return (
      <tr>
        {cells.map(({ header, align, tokens }, index) => {
          const Cell = header ? 'th' : 'td';
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: its place is its identity
            <Cell key={index} style={align === null ? undefined : { textAlign: align }}>
              <Inline tokens={tokens} />
            </Cell>
          );
        })}
      </tr>
    );
  },
  (before, next) =>
    before.links === next.links &&
    before.cells.length === next.cells.length &&
    before.cells.every(({ text, align }, index) => {
      const cell = next.cells[index];
      return cell?.text === text && cell.align === align;
    }),
);
