'use client';

import { Ellipsis, PencilLine, Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { type Dispatch, lazy, type RefObject, type SetStateAction, Suspense, useRef, useState } from 'react';
import type { ConversationSummary } from '@/lib/domain/conversation';
import { IconButton } from '../ui/icon-button';

const Menu = lazy(() => import('../ui/menu'));
const RenameDialog = dynamic(() => import('./rename-dialog'), { ssr: false });
const ConfirmDialog = dynamic(() => import('../ui/confirm-dialog'), { ssr: false });

/** What is open of an item. */
type Opened = 'nothing' | 'menu' | 'rename' | 'delete';

/** One conversation in the list: open it, or rename and delete it from its menu. */
export function ConversationItem({
  conversation,
  current,
  onRename,
  onRemove,
}: {
  conversation: ConversationSummary;
  current: boolean;
  onRename: (title: string) => Promise<void>;
  onRemove: () => Promise<void>;
}) {
  const [opened, setOpened] = useState<Opened>('nothing');
  const button = useRef<HTMLButtonElement>(null);

  /** Back to the list, with the focus on the menu's button, which is another one by then. */
  function close() {
    setOpened('nothing');
    setTimeout(() => button.current?.focus());
  }

  return (
    <li className="group relative">
      <Link
        href={`/c/${conversation.id}`}
        aria-current={current ? 'page' : undefined}
        prefetch={false}
        className="touch-target flex h-9 items-center gap-2 rounded-md pr-9 pl-2.5 transition-colors hover:bg-hover aria-[current=page]:bg-hover aria-[current=page]:font-medium max-md:pr-12"
      >
        <span className="truncate">{conversation.title}</span>
        {conversation.running ? (
          <span className="size-1.5 shrink-0 rounded-full bg-accent" role="img" aria-label="Working" />
        ) : null}
      </Link>
      <ConversationMenu title={conversation.title} opened={opened} onOpen={setOpened} buttonRef={button} />
      {opened === 'rename' ? (
        <RenameDialog title={conversation.title} onRename={onRename} onClose={close} />
      ) : null}
      {opened === 'delete' ? (
        <ConfirmDialog
          title="Delete this conversation?"
          description={`“${conversation.title}” and its tool-call history are deleted for good. What was done in Confluence stays.`}
          confirmLabel="Delete"
          onConfirm={onRemove}
          onClose={close}
        />
      ) : null}
    </li>
  );
}

/** The menu of an item and the button that opens it. Its code comes when it is first used. */
function ConversationMenu({
  title,
  opened,
  onOpen,
  buttonRef,
}: {
  title: string;
  opened: Opened;
  onOpen: Dispatch<SetStateAction<Opened>>;
  buttonRef: RefObject<HTMLButtonElement | null>;
}) {
  const menuButton = (
    <IconButton
      ref={buttonRef}
      label={`More for “${title}”`}
      aria-haspopup="menu"
      className={`absolute top-1/2 right-1 size-7 -translate-y-1/2 pointer-fine:md:opacity-0 pointer-fine:md:group-hover:opacity-100 pointer-fine:md:focus-visible:opacity-100 ${opened === 'menu' ? 'bg-hover opacity-100!' : ''}`}
      onClick={() => onOpen('menu')}
    >
      <Ellipsis aria-hidden="true" size={16} />
    </IconButton>
  );

  if (opened !== 'menu') return menuButton;
  return (
    <Suspense fallback={menuButton}>
      <Menu
        onClose={() => onOpen((now) => (now === 'menu' ? 'nothing' : now))}
        onFocusReturn={() => buttonRef.current?.focus()}
        items={[
          {
            label: 'Rename',
            icon: <PencilLine aria-hidden="true" size={15} />,
            onSelect: () => onOpen('rename'),
          },
          {
            label: 'Delete',
            icon: <Trash2 aria-hidden="true" size={15} />,
            tone: 'danger',
            onSelect: () => onOpen('delete'),
          },
        ]}
      >
        {menuButton}
      </Menu>
    </Suspense>
  );
}
