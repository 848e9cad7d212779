/** Unchanged blocks that a comparison leaves out. */
export function UnchangedBlocks({ count }: { count: number }) {
  return (
    <p className="my-2 flex items-center gap-3 text-note text-ink-soft before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {count === 1 ? '1 unchanged block' : `${count} unchanged blocks`}
    </p>
  );
}
