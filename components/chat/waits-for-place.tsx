import { Spinner } from '../ui/spinner';

/** Shown in place of an answer that has not begun, because too many others are being made. */
export function WaitsForPlace({ place }: { place: number }) {
  const before = place === 2 ? 'One other is before you.' : `${place - 1} others are before you.`;
  return (
    <p role="status" className="flex items-center gap-2.5 text-ink-soft">
      <span aria-hidden="true" className="text-accent">
        <Spinner />
      </span>
      Tributary is busy at the moment. {place === 1 ? 'You are next.' : before}
    </p>
  );
}
