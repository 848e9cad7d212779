import type { ReactNode } from 'react';
import type { Inline, TextStyle } from '@/lib/domain/preview';
import { webAddress } from '../web-address';
import { DiffText } from './diff-mark';
import { InlineObject } from './inline-object';

const CODE = 'rounded bg-hover px-1 py-px font-mono text-note [font-variant-ligatures:none]';

function styled(style: TextStyle, inner: ReactNode): ReactNode {
  switch (style) {
    case 'strong':
      return <strong className="font-semibold">{inner}</strong>;
    case 'em':
      return <em>{inner}</em>;
    case 'underline':
      return <u>{inner}</u>;
    case 'strike':
      return <s>{inner}</s>;
    case 'code':
      return <code className={CODE}>{inner}</code>;
    case 'sub':
      return <sub>{inner}</sub>;
    case 'sup':
      return <sup>{inner}</sup>;
  }
}

/** A link of the page. Where it leads is shown by the frame around, and read out; it opens only by a click. */
function PageLink({ href, children }: { href: string | null; children: ReactNode }) {
  const address = webAddress(href);
  if (address === null)
    return (
      <span className="underline decoration-dotted underline-offset-3">
        {children}
        <span className="sr-only"> (a link that is not opened from here)</span>
      </span>
    );
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      data-address={address}
      className="text-accent underline decoration-1 underline-offset-3 hover:text-accent-strong"
    >
      {children}
      <span className="sr-only"> (link to {new URL(address).host}, opens in a new tab)</span>
    </a>
  );
}

function Piece({ piece }: { piece: Inline }) {
  switch (piece.type) {
    case 'text':
      return (piece.styles ?? []).reduceRight<ReactNode>((inner, style) => styled(style, inner), piece.text);
    case 'link':
      return (
        <PageLink href={piece.href}>
          <InlineText pieces={piece.children} />
        </PageLink>
      );
    case 'chip':
      return <InlineObject kind={piece.kind} text={piece.text} />;
    case 'break':
      return <br />;
  }
}

/** A line of text of a preview, with the marks of what is new and what is gone. */
export function InlineText({ pieces }: { pieces: Inline[] }) {
  return pieces.map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a preview is drawn once and its pieces never move
    <DiffText key={index} mark={piece.mark}>
      <Piece piece={piece} />
    </DiffText>
  ));
}
