'use client';

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const NEAR = 24;
/** What makes the conversation longer when it is pressed. A menu opens above it. */
const OPENS = 'summary, [aria-expanded]:not([aria-haspopup])';

/**
 * Keeps a scrolling box at its end while it grows, but only while the reader is there. Scrolling up, or opening
 * something to read it, lets go; coming back to the end takes hold again.
 */
export function useStickToBottom() {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const held = useRef(true);
  const lastTop = useRef(0);
  const [away, setAway] = useState(false);

  const jump = useCallback(() => {
    const element = box.current;
    if (element === null) return;
    held.current = true;
    setAway(false);
    element.scrollTop = element.scrollHeight;
    lastTop.current = element.scrollTop;
  }, []);

  useLayoutEffect(jump, [jump]);

  useEffect(() => {
    const element = box.current;
    const inner = content.current;
    if (element === null || inner === null) return;

    const gap = () => element.scrollHeight - element.clientHeight - element.scrollTop;
    const letGo = () => {
      held.current = false;
    };
    const onScroll = () => {
      if (element.scrollTop < lastTop.current - 1) letGo();
      else if (gap() <= NEAR) held.current = true;
      lastTop.current = element.scrollTop;
      setAway(!held.current && gap() > NEAR);
    };
    const observer = new ResizeObserver(() => {
      if (held.current) {
        element.scrollTop = element.scrollHeight;
        lastTop.current = element.scrollTop;
      } else {
        setAway(gap() > NEAR);
      }
    });

    element.addEventListener('scroll', onScroll, { passive: true });
    // Before the click opens it, so that the growth which follows moves nothing.
    const onClick = (event: Event) => {
      if (event.target instanceof Element && event.target.closest(OPENS) !== null) letGo();
    };
    // Who fills in a form within the conversation stays where that is.
    const onFocus = (event: Event) => {
      if (event.target instanceof Element && event.target.matches('input, textarea, select')) letGo();
    };
    element.addEventListener('click', onClick, true);
    element.addEventListener('focusin', onFocus);
    observer.observe(inner);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('click', onClick, true);
      element.removeEventListener('focusin', onFocus);
      observer.disconnect();
    };
  }, []);

  return { box, content, away, jump };
}
