'use client';

import { useEffect, useState } from 'react';

/** Tells a screen reader when work begins and when it is done; never the tokens in between. */
export function TurnStatus({ busy }: { busy: boolean }) {
  const [worked, setWorked] = useState(false);
  useEffect(() => {
    if (busy) setWorked(true);
  }, [busy]);
  return (
    <p role="status" className="sr-only">
      {busy ? 'Working…' : worked ? 'Done' : ''}
    </p>
  );
}
