import { TriangleAlert } from 'lucide-react';
import type { Loss } from '@/lib/domain/loss';

/** What a change would take away although nobody may have meant it. */
export function Losses({ losses }: { losses: Loss[] }) {
  if (losses.length === 0) return null;
  return (
    <div className="flex gap-2.5 rounded-md border border-danger/35 bg-danger-soft px-4 py-3">
      <TriangleAlert aria-hidden="true" size={16} className="mt-0.75 shrink-0 text-danger" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold text-danger">This would be lost</p>
        <ul className="mt-1 grid gap-1">
          {losses.map((loss) => (
            <li key={`${loss.what} ${loss.words}`} className="wrap-anywhere">
              {loss.words}
              <Examples loss={loss} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** A few of what is lost by name, but for what the words name already. */
function Examples({ loss }: { loss: Loss }) {
  const unsaid = loss.examples.filter((example) => !loss.words.includes(example));
  if (unsaid.length === 0) return null;
  return <span className="block text-note text-ink-soft">{unsaid.join(' · ')}</span>;
}
