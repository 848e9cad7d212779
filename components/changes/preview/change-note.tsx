import { Info } from 'lucide-react';

/** What a comparison says of a piece in words, as nothing drawn would show it. */
export function ChangeNote({ note }: { note: string | undefined }) {
  if (note === undefined) return null;
  return (
    <p className="my-1 flex items-start gap-1.5 text-note text-write no-underline">
      <Info aria-hidden="true" size={13} className="mt-0.75 shrink-0" />
      <span className="wrap-anywhere">{note}</span>
    </p>
  );
}
