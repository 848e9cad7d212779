'use client';

import { History, LogOut, Plug, Settings, SquarePen } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ConversationSummary } from '@/lib/domain/conversation';
import { Mark } from '../mark';
import { signOut } from '../sign-in/sign-out';
import { buttonStyle } from '../ui/button-style';
import { IconButton } from '../ui/icon-button';
import { ConversationList } from './conversation-list';
import { type Sandboxed, sandboxWords } from './sandbox-words';

const PLACES = [
  { href: '/history', label: 'History', Icon: History },
  { href: '/settings/connections', label: 'Connections', Icon: Plug },
  { href: '/settings', label: 'Settings', Icon: Settings },
];

export type SidebarProps = {
  user: { name: string; email: string | null };
  conversations: ConversationSummary[];
  conversationsCursor: string | null;
  sandboxed: Sandboxed;
};

/** The left column: begin, one's conversations, the other places, and who is signed in. */
export function Sidebar({ user, conversations, conversationsCursor, sandboxed }: SidebarProps) {
  const pathname = usePathname();
  const sandbox = sandboxWords(sandboxed);
  return (
    <div className="flex h-full min-h-0 flex-col bg-sunken">
      <div className="p-3">
        <Link
          href="/"
          className="touch-target flex h-9 items-center gap-2.5 rounded-md px-2.5 text-prose font-semibold"
        >
          <span className="text-accent">
            <Mark />
          </span>
          Tributary
        </Link>
        <Link href="/" className={`${buttonStyle('secondary')} mt-2 w-full`}>
          <SquarePen aria-hidden="true" size={15} />
          New conversation
        </Link>
      </div>
      <nav aria-label="Conversations" className="min-h-0 flex-1 overflow-y-auto px-3 pb-3">
        <ConversationList first={{ items: conversations, nextCursor: conversationsCursor }} />
      </nav>
      <nav aria-label="Places" className="border-t p-3">
        <ul className="grid gap-px">
          {PLACES.map(({ href, label, Icon }) => (
            <li key={href}>
              <Link
                href={href}
                aria-current={pathname === href ? 'page' : undefined}
                className="touch-target flex h-9 items-center gap-2.5 rounded-md px-2.5 text-ink-soft transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-ink"
              >
                <Icon aria-hidden="true" size={16} />
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="flex items-center gap-2 border-t py-2 pr-2 pl-5.5">
        <p className="min-w-0 flex-1 truncate" title={user.email ?? undefined}>
          {user.name}
        </p>
        <IconButton label="Sign out" onClick={() => void signOut()}>
          <LogOut aria-hidden="true" size={16} />
        </IconButton>
      </div>
      {sandbox === null ? null : <p className="border-t px-5.5 py-3 text-note text-ink-soft">{sandbox}</p>}
    </div>
  );
}
