import { MapPin } from 'lucide-react';
import type { ChangeSummary, Target } from '@/lib/domain/change';
import { OutsideLink } from './outside-link';

const TYPES: Record<Target['type'], string> = {
  page: 'Page',
  blogpost: 'Blog post',
  comment: 'Comment',
  whiteboard: 'Whiteboard',
  space: 'Space',
  task: 'Task',
  unknown: 'Unknown place',
};

const NEW = new Set<Target['type']>(['page', 'blogpost', 'whiteboard', 'space']);

/** Where a change happens and as whom: `Marketing › Q3 Planning, as Ada Lovelace`. */
export function ChangeTarget({ target, account }: Pick<ChangeSummary, 'target' | 'account'>) {
  const space = target.type === 'space' ? null : (target.space?.name ?? target.space?.key ?? null);
  // What is new has no address yet: the one that is known is of the place where it goes.
  const isNew = target.id === null && NEW.has(target.type);
  const title =
    target.title ?? (target.type === 'space' ? (target.space?.name ?? target.space?.key) : null) ?? null;
  return (
    <p className="flex gap-2 text-note text-ink-soft">
      <MapPin aria-hidden="true" size={14} className="mt-0.75 shrink-0" />
      <span className="min-w-0 wrap-anywhere">
        <span className="sr-only">Where: </span>
        {space === null ? null : (
          <>
            {isNew ? <OutsideLink href={target.url}>{space}</OutsideLink> : space}{' '}
            <span aria-hidden="true">›</span>{' '}
          </>
        )}
        <OutsideLink href={isNew ? null : target.url}>{title ?? TYPES[target.type]}</OutsideLink>
        {account === null ? null : (
          <>
            , as <span className="text-ink">{account.name}</span>
          </>
        )}
      </span>
    </p>
  );
}
