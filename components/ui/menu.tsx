'use client';

import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

export type MenuItem = { label: string; icon: ReactNode; tone?: 'danger'; onSelect: () => void };

/** A menu that is open from the start: load it lazily when its button is first pressed. `children` is that button. */
export default function Menu({
  items,
  onClose,
  onFocusReturn,
  children,
}: {
  items: MenuItem[];
  onClose: () => void;
  /** The menu is gone: the focus goes back to its button, by then another element. */
  onFocusReturn: () => void;
  children: ReactNode;
}) {
  return (
    <DropdownMenu.Root defaultOpen onOpenChange={(open) => !open && onClose()}>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onFocusReturn();
          }}
          sideOffset={4}
          className="z-50 min-w-40 animate-appear rounded-lg border bg-surface p-1 shadow-lg"
        >
          {items.map((item) => (
            <DropdownMenu.Item
              key={item.label}
              onSelect={item.onSelect}
              className={`touch-target flex h-9 cursor-pointer items-center gap-2.5 rounded px-2.5 outline-none data-highlighted:bg-hover ${item.tone === 'danger' ? 'text-danger' : ''}`}
            >
              {item.icon}
              {item.label}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
