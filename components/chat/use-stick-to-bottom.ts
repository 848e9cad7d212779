'use client';

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const NEAR = 24;

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
      if (event.target instanceof Element && event.target.closest('summary') !== null) letGo();
    };
    element.addEventListener('click', onClick, true);
    observer.observe(inner);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('click', onClick, true);
      observer.disconnect();
    };
  }, []);

  return { box, content, away, jump };
}
