'use client';

import { Menu, SquarePen } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { Mark } from '../mark';
import { IconButton } from '../ui/icon-button';
import { Sidebar, type SidebarProps } from './sidebar';

const Drawer = dynamic(() => import('./drawer'), { ssr: false });

/** The frame of every signed-in page: the sidebar beside `main`, or behind a button on a phone. */
export function AppShell({ children, ...sidebar }: SidebarProps & { children: ReactNode }) {
  const [drawer, setDrawer] = useState(false);
  return (
    <div className="grid h-dvh grid-rows-[auto_minmax(0,1fr)] md:grid-cols-[16rem_minmax(0,1fr)] md:grid-rows-1">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-surface px-4 py-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <header className="flex items-center gap-1 border-b bg-sunken px-2 md:hidden">
        <IconButton label="Menu" aria-expanded={drawer} onClick={() => setDrawer(true)}>
          <Menu aria-hidden="true" size={20} />
        </IconButton>
        <span className="flex flex-1 items-center justify-center gap-2 font-semibold">
          <span className="text-accent">
            <Mark size={18} />
          </span>
          Tributary
        </span>
        <Link
          href="/"
          aria-label="New conversation"
          className="touch-target inline-flex items-center justify-center rounded-md text-ink-soft"
        >
          <SquarePen aria-hidden="true" size={18} />
        </Link>
      </header>
      <aside aria-label="Sidebar" className="hidden min-h-0 border-r md:block">
        <Sidebar {...sidebar} />
      </aside>
      <main id="main" className="flex min-h-0 flex-col overflow-y-auto">
        {children}
      </main>
      {drawer ? (
        <Drawer onClose={() => setDrawer(false)}>
          <Sidebar {...sidebar} />
        </Drawer>
      ) : null}
    </div>
  );
}
