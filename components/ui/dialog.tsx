'use client';

import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { useFocusReturn } from './use-focus-return';

/** A modal dialog. Load it lazily and mount it only while it is open: it opens at once and gives the focus back. */
export default function Dialog({
  title,
  description,
  onClose,
  children,
}: {
  title: string;
  description?: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const returnFocus = useFocusReturn();
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-veil" />
        <Radix.Content
          onCloseAutoFocus={returnFocus}
          aria-describedby={description === undefined ? undefined : 'dialog-description'}
          className="fixed top-1/2 left-1/2 z-50 w-[calc(100vw-2rem)] max-w-md -translate-1/2 animate-appear rounded-xl border bg-surface p-5 shadow-xl"
        >
          <Radix.Title className="text-prose font-semibold">{title}</Radix.Title>
          {description === undefined ? null : (
            <Radix.Description id="dialog-description" className="mt-2 text-ink-soft wrap-anywhere">
              {description}
            </Radix.Description>
          )}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
