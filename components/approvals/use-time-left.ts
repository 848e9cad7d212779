'use client';

import { useEffect, useState } from 'react';
import { type TimeLeft, timeLeft } from './time-left';

/** How long a question still stands. It says nothing of time before the browser has taken over, so that both draw the same. */
export function useTimeLeft(expiresAt: string): TimeLeft {
  const [left, setLeft] = useState<TimeLeft>({ state: 'plenty' });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      const { left, lookAgainMs } = timeLeft(expiresAt, Date.now());
      setLeft(left);
      if (lookAgainMs !== null) timer = setTimeout(look, lookAgainMs);
    };
    look();
    // A tab that slept may have missed the moment.
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [expiresAt]);

  return left;
}
