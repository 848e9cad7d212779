import { ArrowDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../ui/button';
import type { useStickToBottom } from './use-stick-to-bottom';

/** What is said, from the top to the bottom, and the way back down for who has scrolled up. */
export function ScrollingColumn({
  bottom: { box, content, away, jump },
  children,
}: {
  bottom: ReturnType<typeof useStickToBottom>;
  children: ReactNode;
}) {
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <section
        ref={box}
        aria-label="Conversation"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must be able to scroll it
        tabIndex={0}
        // Of its own colour, so that the browser may scroll it without painting it anew.
        className="min-h-0 flex-1 overflow-y-auto bg-paper has-data-earlier:[overflow-anchor:none] outline-offset-[-2px]"
      >
        <div ref={content} className="flex min-h-full flex-col">
          {children}
        </div>
      </section>
      {away ? (
        <Button
          onClick={jump}
          className="absolute bottom-3 left-1/2 -translate-x-1/2 animate-appear rounded-full!"
        >
          <ArrowDown aria-hidden="true" size={15} />
          Jump to latest
        </Button>
      ) : null}
    </div>
  );
}
