'use client';

import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { useFocusReturn } from '../ui/use-focus-return';

/** The sidebar on a phone: slides in from the left, keeps the focus, closes on Escape, outside, or when a link is taken. */
export default function Drawer({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const returnFocus = useFocusReturn();
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-30 animate-appear bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={returnFocus}
          className="fixed inset-y-0 left-0 z-40 w-72 max-w-[85vw] animate-slide-in border-r outline-none"
          onClick={(event) =>
            event.target instanceof Element && event.target.closest('a') !== null && onClose()
          }
        >
          <Dialog.Title className="sr-only">Menu</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
