import Link from 'next/link';
import { OutsideLink } from '../changes/outside-link';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import type { Undoing } from './use-undo';

type Refused = Extract<Undoing, { state: 'refused' | 'unclear' | 'failed' }>;

/** Why a write was not undone, or that nobody knows whether it was, and what to do then. */
export function UndoRefusal({
  undoing,
  onLook,
  onKeep,
  onReload,
}: {
  undoing: Refused;
  /** Looks once more at what undoing would do. */
  onLook: () => void;
  onKeep: () => void;
  /** Reads again how the write stands. */
  onReload: () => void;
}) {
  const refreshPreview = <Button onClick={onLook}>Look again</Button>;
  const close = (
    <Button tone="quiet" onClick={onKeep}>
      Close
    </Button>
  );
  switch (undoing.state) {
    case 'refused':
      return (
        <Notice tone="info" title="This cannot be undone from here." hint={undoing.reason}>
          <OpenIt url={undoing.url} />
          <Button onClick={onKeep}>Close</Button>
        </Notice>
      );
    case 'unclear':
      return (
        <Notice tone="problem" title="Nobody knows whether this was undone." hint={undoing.said}>
          <OpenIt url={undoing.url} />
          {refreshPreview}
          {close}
        </Notice>
      );
    case 'failed': {
      const { code, message, hint } = undoing.failure;
      if (code === 'already_undone')
        return (
          <Notice tone="info" title={message} hint="It is done once only, whoever else asked for it.">
            <Button onClick={onReload}>Show how it stands</Button>
          </Notice>
        );
      if (code === 'policy_denied')
        return (
          <Notice tone="info" title="The rules do not allow this undo." hint={message}>
            <Link
              href="/settings"
              className="self-center text-accent underline decoration-1 underline-offset-3 hover:text-accent-strong"
            >
              Look at the rules
            </Link>
            {close}
          </Notice>
        );
      return (
        <Notice tone="problem" title={message} hint={hint}>
          {refreshPreview}
          {close}
        </Notice>
      );
    }
  }
}

function OpenIt({ url }: { url: string | null }) {
  if (url === null) return null;
  return (
    <span className="self-center">
      <OutsideLink href={url}>Open it in Confluence</OutsideLink>
    </span>
  );
}
