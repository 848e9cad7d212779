import { Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Mark } from '@/lib/domain/preview';

const INLINE: Record<Mark, string> = {
  added: '[del+&]:ml-1 rounded-xs bg-done/10 text-done underline decoration-1 underline-offset-3',
  removed: 'rounded-xs bg-danger/8 text-danger line-through decoration-1',
};

const BLOCK: Record<Mark, string> = {
  added: 'border-done bg-done/8 no-underline [&_ins]:bg-transparent',
  removed: 'border-danger bg-danger/6 text-ink-soft line-through decoration-danger decoration-1',
};

/** Said before what is marked, for those who do not see the colour. */
function Said({ mark }: { mark: Mark }) {
  return <span className="sr-only">{mark === 'added' ? ' added: ' : ' removed: '}</span>;
}

/** Words that are new or gone: coloured and underlined or struck for the eye, told by name to those who listen. */
export function DiffText({ mark, children }: { mark: Mark | undefined; children: ReactNode }) {
  if (mark === undefined) return children;
  const Tag = mark === 'added' ? 'ins' : 'del';
  return (
    <Tag className={INLINE[mark]}>
      <Said mark={mark} />
      {children}
    </Tag>
  );
}

/** A whole block that is new or gone: a sign and a bar at its side. */
export function DiffBlock({ mark, children }: { mark: Mark | undefined; children: ReactNode }) {
  if (mark === undefined) return children;
  const Tag = mark === 'added' ? 'ins' : 'del';
  const Sign = mark === 'added' ? Plus : Minus;
  return (
    <Tag className={`relative my-1 block rounded-r border-l-2 py-1 pr-2 pl-7 ${BLOCK[mark]}`}>
      <Sign
        aria-hidden="true"
        size={13}
        className={`absolute top-2 left-2 ${mark === 'added' ? 'text-done' : 'text-danger'}`}
      />
      <Said mark={mark} />
      {children}
    </Tag>
  );
}
