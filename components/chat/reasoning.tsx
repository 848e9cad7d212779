import { Lightbulb } from 'lucide-react';
import { Disclosure } from '../ui/disclosure';

/** What the model thought on the way, folded. */
export function Reasoning({ text }: { text: string }) {
  if (text.trim() === '') return null;
  return (
    <Disclosure
      summaryClassName="touch-target w-fit min-h-8 rounded-md pr-2 text-note text-ink-soft transition-colors hover:text-ink"
      summary={
        <>
          <Lightbulb aria-hidden="true" size={14} />
          Thinking
        </>
      }
    >
      <p className="mt-1 border-l-2 pl-4 text-ink-soft whitespace-pre-wrap wrap-anywhere">{text}</p>
    </Disclosure>
  );
}
