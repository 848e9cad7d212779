'use client';

import { useState } from 'react';

/** For something that takes the focus while it is mounted: gives it back, on closing, to what had it before. */
export function useFocusReturn(): (event: Event) => void {
  const [before] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  };
}
