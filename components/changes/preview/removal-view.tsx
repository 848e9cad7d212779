import { Trash2 } from 'lucide-react';
import type { Block, Gone } from '@/lib/domain/preview';
import { Disclosure } from '../../ui/disclosure';
import { OutsideLink } from '../outside-link';
import { BlockList } from './block-view';

function GoneLine({ gone }: { gone: Gone }) {
  const more = gone.count === null ? 0 : gone.count - gone.items.length;
  return (
    <li className="flex gap-2.5">
      <Trash2
        aria-hidden="true"
        size={14}
        className={`mt-1 shrink-0 ${gone.count === 0 ? 'text-ink-soft' : 'text-danger'}`}
      />
      <div className="min-w-0 flex-1">
        <p className={gone.count === 0 ? 'text-ink-soft' : 'font-medium'}>
          {gone.what}
          <span className="font-normal text-ink-soft">: {gone.count ?? 'how many is not known'}</span>
        </p>
        {gone.items.length === 0 ? null : (
          <ul className="flex flex-wrap gap-x-4 gap-y-0.5 text-note">
            {gone.items.map((item, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: drawn once; two pages may have one title
              <li key={index} className="min-w-0">
                <OutsideLink href={item.url}>{item.title}</OutsideLink>
              </li>
            ))}
            {more > 0 ? <li className="text-ink-soft">and {more} more</li> : null}
          </ul>
        )}
      </div>
    </li>
  );
}

/** What a deletion takes away, and what stands there now. */
export function RemovalView({ gone, blocks }: { gone: Gone[]; blocks: Block[] }) {
  return (
    <div className="grid gap-3">
      {gone.length === 0 ? null : (
        <ul className="grid gap-2.5">
          {gone.map((one) => (
            <GoneLine key={one.what} gone={one} />
          ))}
        </ul>
      )}
      {blocks.length === 0 ? null : (
        <div>
          <Disclosure summary="What it says now" summaryClassName="touch-target text-note text-ink-soft">
            <div className="mt-2 border-l-2 pl-4">
              <BlockList blocks={blocks} />
            </div>
          </Disclosure>
        </div>
      )}
    </div>
  );
}
