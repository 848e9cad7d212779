'use client';

import { ArrowUp } from 'lucide-react';
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '../ui/button';
import { Spinner } from '../ui/spinner';

/** So far above what is seen earlier messages are loaded already. */
const AHEAD = '1200px 0px 0px';

/** The way to earlier messages: a button that is pressed by itself when it comes near. */
export function ShowEarlier({
  box,
  onShow,
}: {
  box: RefObject<HTMLElement | null>;
  onShow: () => Promise<void>;
}) {
  const button = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'resting' | 'loading' | 'failed'>('resting');

  async function show() {
    if (state === 'loading') return;
    const hadFocus = button.current?.contains(document.activeElement) ?? false;
    setState('loading');
    try {
      await onShow();
      setState('resting');
      // After the last of them the button is gone.
      if (hadFocus && button.current === null) box.current?.focus();
    } catch {
      setState('failed');
    }
  }

  const comeNear = useEffectEvent(() => void show());
  useEffect(() => {
    // Looked at anew after each time: where too few came to move it away, it is still near.
    if (state !== 'resting' || button.current === null) return;
    const observer = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting && comeNear(), {
      root: box.current,
      rootMargin: AHEAD,
    });
    observer.observe(button.current);
    return () => observer.disconnect();
  }, [box, state]);

  return (
    <div ref={button} className="flex items-center gap-3">
      {state === 'failed' ? <p role="alert">Earlier messages could not be loaded.</p> : null}
      <Button tone="quiet" onClick={() => void show()} aria-disabled={state === 'loading'}>
        {state === 'loading' ? <Spinner /> : <ArrowUp aria-hidden="true" size={15} />}
        {state === 'failed' ? 'Try again' : 'Show earlier messages'}
      </Button>
    </div>
  );
}
