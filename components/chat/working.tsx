import { Spinner } from '../ui/spinner';

/** Shown while nothing else on the screen moves. The announcement to screen readers is made elsewhere, once. */
export function Working() {
  return (
    <p aria-hidden="true" className="flex items-center gap-2.5 text-ink-soft">
      <span className="text-accent">
        <Spinner />
      </span>
      Working…
    </p>
  );
}
