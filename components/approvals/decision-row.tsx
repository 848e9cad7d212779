'use client';

import { CheckCheck, ChevronDown, Infinity as Forever, MessageSquareX, PencilLine } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { ApprovalDecision } from '../changes/change-context';
import { Button } from '../ui/button';
import type { MenuItem } from '../ui/menu';
import { Spinner } from '../ui/spinner';

const Menu = lazy(() => import('../ui/menu'));

export type DecisionChoice = Omit<ApprovalDecision, 'approvalId'>;

type DecisionRowProps = {
  sentence: string;
  mayAllow: boolean;
  mayRemember: boolean;
  /** False where only this one time may be allowed. */
  mayAllowMore: boolean;
  dangerous: boolean;
  sending: 'allow' | 'deny' | 'refresh' | null;
  onChoose: (choice: DecisionChoice) => void;
  onReason: () => void;
  onEdit: (() => void) | null;
};

/**
 * Deny, Allow once, and what else there is. Deny comes first, and takes the focus when nothing else has it; who writes a
 * message meanwhile goes on writing.
 */
export function DecisionRow({
  sentence,
  mayAllow,
  mayRemember,
  mayAllowMore,
  dangerous,
  sending,
  onChoose,
  onReason,
  onEdit,
}: DecisionRowProps) {
  const deny = useRef<HTMLButtonElement>(null);
  const off = sending !== null;

  useEffect(() => {
    if (!off && document.activeElement === document.body) deny.current?.focus({ preventScroll: true });
  }, [off]);

  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        ref={deny}
        disabled={off}
        onClick={() => onChoose({ decision: 'deny' })}
        className="max-md:flex-1"
      >
        {sending === 'deny' ? <Spinner /> : null}
        {sending === 'deny' ? 'Denying…' : 'Deny'}
      </Button>
      <Button
        tone={dangerous ? 'danger' : 'primary'}
        disabled={off || !mayAllow}
        onClick={() => onChoose({ decision: 'allow', scope: 'once' })}
        className="max-md:flex-2"
      >
        {sending === 'allow' ? <Spinner /> : null}
        {sending === 'allow' ? 'Allowing…' : 'Allow once'}
      </Button>
      <MoreWays
        sentence={sentence}
        off={off}
        mayAllowAlways={mayAllow && mayAllowMore && mayRemember}
        onChoose={onChoose}
        onReason={onReason}
        onEdit={onEdit}
      />
    </div>
  );
}

/** The menu of all that is done more seldom. Its code comes when it is first used. */
function MoreWays({
  sentence,
  off,
  mayAllowAlways,
  onChoose,
  onReason,
  onEdit,
}: Pick<DecisionRowProps, 'sentence' | 'onChoose' | 'onReason' | 'onEdit'> & {
  off: boolean;
  mayAllowAlways: boolean;
}) {
  const [open, setOpen] = useState(false);
  const more = useRef<HTMLButtonElement>(null);
  const moreButton = (
    <Button
      ref={more}
      tone="quiet"
      disabled={off}
      aria-haspopup="menu"
      aria-label={`More ways to decide: ${sentence}`}
      onClick={() => setOpen(true)}
      className="max-md:flex-1"
    >
      More
      <ChevronDown aria-hidden="true" size={14} />
    </Button>
  );
  const icon = { 'aria-hidden': true, size: 15 } as const;
  const items: (MenuItem | false | null)[] = [
    mayAllowAlways && {
      label: 'Allow in this conversation',
      icon: <CheckCheck {...icon} />,
      onSelect: () => onChoose({ decision: 'allow', scope: 'conversation' }),
    },
    mayAllowAlways && {
      label: 'Always allow',
      icon: <Forever {...icon} />,
      onSelect: () => onChoose({ decision: 'allow', scope: 'always' }),
    },
    onEdit && { label: 'Edit first', icon: <PencilLine {...icon} />, onSelect: onEdit },
    { label: 'Deny with a reason', icon: <MessageSquareX {...icon} />, onSelect: onReason },
  ];
  if (!open) return moreButton;
  return (
    <Suspense fallback={moreButton}>
      <Menu
        onClose={() => setOpen(false)}
        onFocusReturn={() => more.current?.focus()}
        items={items.filter((item) => item !== null && item !== false)}
      >
        {moreButton}
      </Menu>
    </Suspense>
  );
}
