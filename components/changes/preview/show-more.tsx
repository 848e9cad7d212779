'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Cuts what is long at a height that leaves the decision in sight, and shows all of it on demand. */
export function ShowMore({ children }: { children: ReactNode }) {
  const inner = useRef<HTMLDivElement>(null);
  const [long, setLong] = useState(false);
  const [all, setAll] = useState(false);

  useEffect(() => {
    const element = inner.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      const outer = element.parentElement;
      if (outer !== null && !all) setLong(element.offsetHeight > outer.clientHeight + 1);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [all]);

  return (
    <>
      <div
        // What is cut off must not be reached by the keyboard without being seen.
        onFocusCapture={() => long && setAll(true)}
        className={`overflow-hidden ${all ? '' : 'max-h-72'} ${long && !all ? 'mask-b-from-85%' : ''}`}
      >
        <div ref={inner} className="flow-root">
          {children}
        </div>
      </div>
      {long ? (
        <button
          type="button"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          className="touch-target block w-full rounded-b-md border-t px-3 py-1.5 text-note font-medium text-accent transition-colors outline-offset-[-2px] hover:bg-hover"
        >
          {all ? 'Show less' : 'Show all'}
        </button>
      ) : null}
    </>
  );
}
